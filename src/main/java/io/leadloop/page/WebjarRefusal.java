package io.leadloop.page;

import io.leadloop.error.ErrorCode;
import io.leadloop.http.FilterOrder;
import io.leadloop.http.Problem;
import io.leadloop.http.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Quarkus would serve all files of the library that {@link Assets} serves one of. */
@ApplicationScoped
class WebjarRefusal {
  private static final String PATH = "/webjars";

  private final ProblemWriter problems;

  WebjarRefusal(ProblemWriter problems) {
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FilterOrder.WEB_LIBRARIES);
  }

  private void check(RoutingContext request) {
    String path = request.normalizedPath();
    if (path != null && path.startsWith(PATH)) {
      problems.end(request, Problem.of(ErrorCode.NOT_FOUND, "There is nothing here."));
    } else {
      request.next();
    }
  }
}
