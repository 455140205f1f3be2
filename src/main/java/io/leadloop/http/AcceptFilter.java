package io.leadloop.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
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
    MultiMap headers = request.request().headers();
    List<String> given = headers.getAll(HttpHeaders.ACCEPT);
    if (!given.isEmpty() && !given.equals(List.of(ANYTHING))) {
      headers.set(HttpHeaders.ACCEPT, widened(String.join(",", given)));
    }
  }

  /** One that cannot be read accepts anything. */
  static String widened(String accept) {
    return isReadable(accept) ? accept + ELSE_ANYTHING : ANYTHING;
  }

  private static boolean isReadable(String accept) {
    try {
      return Arrays.stream(accept.split(","))
          .map(String::strip)
          .allMatch(type -> type.indexOf('/') > 0 && hasQuality(MediaType.valueOf(type)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The framework would refuse another with 400. */
  private static boolean hasQuality(MediaType type) {
    float quality = Float.parseFloat(type.getParameters().getOrDefault("q", "1"));
    return quality >= 0 && quality <= 1;
  }
}
