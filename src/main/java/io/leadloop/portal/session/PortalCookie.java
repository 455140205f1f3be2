package io.leadloop.portal.session;

import io.leadloop.session.SessionSecret;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;

/** The cookie that carries a portal session's secret; as that of the console. */
public final class PortalCookie {
  private static final String NAME = "__Host-leadloop-portal";
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";

  private PortalCookie() {}

  /** The value of {@code Set-Cookie} that sets it, until the browser is closed. */
  public static String set(SessionSecret secret) {
    return NAME + "=" + secret.reveal() + ATTRIBUTES;
  }

  /** The value of {@code Set-Cookie} that removes it. */
  public static String remove() {
    return NAME + "=; Max-Age=0" + ATTRIBUTES;
  }

  /** The secret that the request carries; of several cookies of the name, none counts. */
  static Optional<SessionSecret> of(RoutingContext request) {
    Set<Cookie> given = request.request().cookies(NAME);
    return given.size() == 1
        ? SessionSecret.parse(given.iterator().next().getValue())
        : Optional.empty();
  }
}
