package io.leadloop.session;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * The cookie that carries a session's secret. Its prefix makes browsers refuse it from another host
 * or without TLS; they take {@code localhost} for safe.
 */
public final class SessionCookie {
  private static final String NAME = "__Host-leadloop-console";
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";

  private SessionCookie() {}

  /** The value of {@code Set-Cookie} that sets it, until the browser is closed. */
  public static String set(SessionSecret secret) {
    return NAME + "=" + secret.reveal() + ATTRIBUTES;
  }

  /** The value of {@code Set-Cookie} that removes it. */
  public static String remove() {
    return NAME + "=; Max-Age=0" + ATTRIBUTES;
  }

  /** The secret that the request carries. */
  static Optional<SessionSecret> of(RoutingContext request) {
    return Optional.ofNullable(request.request().getCookie(NAME))
        .map(Cookie::getValue)
        .flatMap(SessionSecret::parse);
  }
}
