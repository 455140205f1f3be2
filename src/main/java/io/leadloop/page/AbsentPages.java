package io.leadloop.page;

import io.leadloop.error.ErrorCode;
import io.leadloop.http.FilterOrder;
import io.leadloop.http.Problem;
import io.leadloop.http.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.Predicate;

/**
 * Answers for a site that is switched off, and for files that are not served, as for any address
 * that does not exist. It does so before authentication, which would lead a browser to a sign-in.
 */
@Singleton
public class AbsentPages {
  private final ProblemWriter problems;

  AbsentPages(ProblemWriter problems) {
    this.problems = problems;
  }

  /**
   * Hides these addresses.
   *
   * @param order the caller's place in {@link FilterOrder}
   */
  public void hide(Predicate<RoutingContext> addresses, Filters filters, int order) {
    filters.register(
        request -> {
          if (addresses.test(request)) {
            problems.end(request, Problem.of(ErrorCode.NOT_FOUND, "There is nothing here."));
          } else {
            request.next();
          }
        },
        order);
  }
}
