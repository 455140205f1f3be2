package io.leadloop.http.connection;

import io.leadloop.error.ErrorCode;
import io.leadloop.http.FilterOrder;
import io.leadloop.http.Problem;
import io.leadloop.http.ProblemWriter;
import io.leadloop.http.RequestId;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Answers requests that the router rejects before any filter, such as one without a Host, with a
 * problem, and closes the connection.
 */
@ApplicationScoped
public class RouterRefusal {
  private static final int NOT_FOUND = 404;

  private final ProblemWriter problems;

  RouterRefusal(ProblemWriter problems) {
    this.problems = problems;
  }

  void register(@Observes Router router) {
    router
        .route()
        .order(FilterOrder.ROUTER_REFUSAL)
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
