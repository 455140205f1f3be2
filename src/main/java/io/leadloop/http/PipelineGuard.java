package io.leadloop.http;

import io.leadloop.error.ErrorCode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Holds every connection to {@link OneRequestAtATime}, from its first request on. A request that
 * the router refuses before any filter, such as one without a Host, is answered here, and its
 * connection closed: a client could send any number of them and read no answer.
 */
@ApplicationScoped
public class PipelineGuard {
  private static final int AFTER_THE_REQUEST_ID = 995;
  private static final int BEFORE_ALL_ROUTES = -10_000;
  private static final int NOT_FOUND = 404;

  private final ProblemWriter problems;

  PipelineGuard(ProblemWriter problems) {
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          OneRequestAtATime.guard(context.request());
          context.next();
        },
        AFTER_THE_REQUEST_ID);
  }

  void register(@Observes Router router) {
    router
        .route()
        .order(BEFORE_ALL_ROUTES)
        .failureHandler(
            context -> {
              if (RequestId.of(context) == null) {
                refuse(context);
              } else {
                context.next();
              }
            });
  }

  private void refuse(RoutingContext context) {
    OneRequestAtATime.guard(context.request());
    RequestId.assign(context);
    LastAnswer.closesAfter(context);
    problems.end(
        context,
        context.statusCode() == NOT_FOUND
            ? Problem.of(ErrorCode.NOT_FOUND, "There is nothing here.")
            : Problem.of(
                ErrorCode.INVALID_REQUEST, "The request line or the Host header is not valid."));
  }
}
