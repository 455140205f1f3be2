package io.leadloop.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Holds every connection to {@link OneRequestAtATime}, from its first request on. */
@ApplicationScoped
public class PipelineGuard {
  private static final int AFTER_THE_REQUEST_ID = 995;

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          OneRequestAtATime.guard(context.request());
          context.next();
        },
        AFTER_THE_REQUEST_ID);
  }
}
