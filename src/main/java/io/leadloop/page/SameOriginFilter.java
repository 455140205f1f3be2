package io.leadloop.page;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.FilterOrder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses requests that change something unless the browser states that a page of the gateway sent
 * them: by {@code Sec-Fetch-Site}, or by {@code Origin} where it does not send that. A form needs
 * no token then.
 */
@ApplicationScoped
class SameOriginFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final String FETCH_SITE = "Sec-Fetch-Site";

  @Site
  @ServerRequestFilter(priority = FilterOrder.SAME_ORIGIN)
  void check(ContainerRequestContext context, RoutingContext request) {
    if (!SAFE.contains(context.getMethod()) && !isSameOrigin(request.request())) {
      throw new ProblemException(
          ErrorCode.FORBIDDEN, "The request was not sent by a page of the gateway.");
    }
  }

  private static boolean isSameOrigin(HttpServerRequest request) {
    String site = request.getHeader(FETCH_SITE);
    return site == null
        ? (request.scheme() + "://" + request.authority())
            .equals(request.getHeader(HttpHeaders.ORIGIN))
        : site.equals("same-origin");
  }
}
