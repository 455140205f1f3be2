package io.leadloop.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/**
 * Treats a query parameter with an empty value, such as {@code after=}, as absent: clients send
 * these for values that they do not have, such as the cursor of a first page. A filter by a text is
 * left as it is, since without it a list would have what nobody asked for; so is a name without
 * {@code =}. Callbacks and pages read their queries themselves.
 */
@ApplicationScoped
public class EmptyParameters {
  private static final Set<String> TEXTS = Set.of("customer", "provider", "reference", "status");

  void register(@Observes Filters filters) {
    filters.register(EmptyParameters::remove, FilterOrder.EMPTY_PARAMETERS);
  }

  private static void remove(RoutingContext request) {
    String query = request.request().query();
    if (query != null
        && (query.endsWith("=") || query.contains("=&"))
        && !FilterOrder.isCallback(request)
        && !FilterOrder.isPage(request)) {
      remove(query, request.queryParams());
    }
    request.next();
  }

  /** All names of parameters are plain, so they are found as they stand in the query. */
  private static void remove(String query, MultiMap parameters) {
    for (String parameter : query.split("&")) {
      int end = parameter.length() - 1;
      if (end > 0 && parameter.indexOf('=') == end) {
        removeEmpty(parameter.substring(0, end), parameters);
      }
    }
  }

  private static void removeEmpty(String name, MultiMap parameters) {
    if (!TEXTS.contains(name)) {
      List<String> values =
          parameters.getAll(name).stream().filter(value -> !value.isEmpty()).toList();
      parameters.remove(name);
      parameters.add(name, values);
    }
  }
}
