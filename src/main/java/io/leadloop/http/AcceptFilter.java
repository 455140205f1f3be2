package io.leadloop.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;

/**
 * Makes every call respond with JSON or a problem document whatever {@code Accept} contains. The
 * framework would negotiate after the call has acted, and so reject with 406 what was done. Other
 * representations of a call can still be selected by name.
 */
@ApplicationScoped
class AcceptFilter {
  private static final String ANYTHING = "*/*";
  private static final String ELSE_ANYTHING = ", */*;q=0.001";

  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          widen(request);
          request.next();
        },
        FilterOrder.ACCEPT);
  }

  private static void widen(RoutingContext request) {
    List<String> given = request.request().headers().getAll(HttpHeaders.ACCEPT);
    if (!given.isEmpty() && !given.equals(List.of(ANYTHING))) {
      String all = String.join(",", given);
      request
          .request()
          .headers()
          .set(HttpHeaders.ACCEPT, isReadable(all) ? all + ELSE_ANYTHING : ANYTHING);
    }
  }

  private static boolean isReadable(String accept) {
    try {
      return Arrays.stream(accept.split(","))
          .map(String::strip)
          .allMatch(type -> type.indexOf('/') > 0 && MediaType.valueOf(type) != null);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
