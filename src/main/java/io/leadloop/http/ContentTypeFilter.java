package io.leadloop.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * Normalizes a body's content type: the various names of JSON and of JSON Lines become one each. A
 * malformed or repeated type becomes bytes, as RFC 9110 (8.3) allows, which calls accept or reject;
 * the framework would fail on it. A callback's type is kept for its later reader; for readers that
 * need the charset of another request, {@link #given} keeps its type.
 */
@ApplicationScoped
public class ContentTypeFilter {
  private static final List<String> USUAL = List.of(MediaType.APPLICATION_JSON);
  private static final String GIVEN = ContentTypeFilter.class.getName() + ".given";

  void register(@Observes Filters filters) {
    filters.register(this::rename, FilterOrder.CONTENT_TYPE);
  }

  /** The content type that the caller sent, with its parameters; null without one. */
  public static String given(RoutingContext request) {
    String renamed = request.get(GIVEN);
    return renamed == null ? request.request().getHeader(HttpHeaders.CONTENT_TYPE) : renamed;
  }

  private void rename(RoutingContext request) {
    List<String> types = request.request().headers().getAll(HttpHeaders.CONTENT_TYPE);
    if (!types.isEmpty() && !types.equals(USUAL)) {
      String given = types.get(0);
      boolean isCallback = FilterOrder.isCallback(request);
      ContentType type = types.size() > 1 ? ContentType.BYTES : ContentType.parse(given);
      if (type == ContentType.BYTES || !isCallback) {
        String name = type.canonical();
        if (!name.equals(given)) {
          request.put(GIVEN, given);
          request.request().headers().set(HttpHeaders.CONTENT_TYPE, name);
        }
      }
    }
    request.next();
  }
}
