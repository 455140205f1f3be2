package io.leadloop.page;

import io.leadloop.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Quarkus would serve all files of the library that {@link Assets} serves one of. */
@ApplicationScoped
class WebjarRefusal {
  private static final String PATH = "/webjars";

  private final AbsentPages absent;

  WebjarRefusal(AbsentPages absent) {
    this.absent = absent;
  }

  void register(@Observes Filters filters) {
    absent.hide(
        request -> request.normalizedPath() != null && request.normalizedPath().startsWith(PATH),
        filters,
        FilterOrder.WEB_LIBRARIES);
  }
}
