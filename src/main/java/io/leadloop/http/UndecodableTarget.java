package io.leadloop.http;

import io.leadloop.error.ErrorCode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a path or a query whose percent signs do not make UTF-8: the router cannot decode it and
 * gives up before any filter, with an empty answer.
 */
@ApplicationScoped
public class UndecodableTarget {
  private static final int BAD_REQUEST = 400;

  private final ProblemWriter problems;

  UndecodableTarget(ProblemWriter problems) {
    this.problems = problems;
  }

  void register(@Observes Router router) {
    router.errorHandler(BAD_REQUEST, this::refuse);
  }

  private void refuse(RoutingContext request) {
    RequestId.assign(request);
    LastAnswer.watch(request);
    String detail = "The path or a parameter cannot be decoded.";
    problems.end(request, Problem.of(ErrorCode.INVALID_REQUEST, detail));
  }
}
