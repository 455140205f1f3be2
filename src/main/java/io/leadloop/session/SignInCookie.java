package io.leadloop.session;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie by which a browser shows that it began a sign-in with the issuer. It is sent when the
 * issuer leads back, which is a request from another site.
 */
public final class SignInCookie {
  private static final String NAME = "__Host-leadloop-sign-in";
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";

  /** Enough to enter a password and a second factor. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  private SignInCookie() {}

  static String set(SessionSecret secret) {
    return NAME + "=" + secret.reveal() + "; Max-Age=" + LIFE.toSeconds() + ATTRIBUTES;
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
