package io.leadloop.intake;

import io.leadloop.http.BodyLimit;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

/** Lifts the limit of bodies from leads in bulk: of those each line has a limit. */
@ApplicationScoped
class BulkBodies {
  private static final int BEFORE_THE_LIMIT = 950;

  void register(@Observes Filters filters) {
    filters.register(this::lift, BEFORE_THE_LIMIT);
  }

  private void lift(RoutingContext request) {
    if (isBulk(request)) {
      BodyLimit.lift(request);
    }
    request.next();
  }

  private static boolean isBulk(RoutingContext request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith(RestMediaType.APPLICATION_NDJSON)
        && request.request().method() == HttpMethod.POST
        && plain(request.normalizedPath()).equals(LeadResource.PATH);
  }

  /** As JAX-RS compares it: without matrix parameters, and without a slash at its end. */
  private static String plain(String path) {
    return path.replaceAll(";[^/]*", "").replaceAll("/+$", "");
  }
}
