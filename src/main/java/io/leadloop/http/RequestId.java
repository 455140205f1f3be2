package io.leadloop.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Assigns an id to every request: the caller's own if it is harmless, otherwise a new one. */
@ApplicationScoped
public class RequestId {
  /** The header that carries the id, in both directions. */
  public static final String HEADER = "X-Request-Id";

  private static final String KEY = RequestId.class.getName();
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          assign(request);
          request.next();
        },
        FilterOrder.REQUEST_ID);
  }

  /** The id of this request. */
  public static String of(RoutingContext request) {
    return request.get(KEY);
  }

  public static void assign(RoutingContext request) {
    String given = request.request().getHeader(HEADER);
    String id = given != null && HARMLESS.matcher(given).matches() ? given : next();
    request.put(KEY, id);
    request.response().putHeader(HEADER, id);
  }

  /** Unique, but not secret: random bits for secrets would cost more. */
  private static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
