package io.leadloop.page;

import io.leadloop.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * Headers of every answer below the path of a site or of public pages, errors included. No answer
 * is kept, unless {@link Pages#open} lets the browser keep it.
 */
@ApplicationScoped
class SecurityHeaders {
  /** No site may frame a page, and a page loads nothing but the gateway's own files. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          // With no-referrer, browsers send Origin: null, and SameOriginFilter refuses it.
          "Referrer-Policy",
          "same-origin",
          "Permissions-Policy",
          "",
          "Cache-Control",
          "no-store");

  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          addTo(request);
          request.next();
        },
        FilterOrder.PAGE_HEADERS);
  }

  private static void addTo(RoutingContext request) {
    if (FilterOrder.isPage(request) || FilterOrder.isPublicPage(request)) {
      MultiMap headers = request.response().headers();
      HEADERS.forEach(headers::set);
    }
  }
}
