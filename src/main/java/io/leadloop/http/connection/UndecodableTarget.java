package io.leadloop.http.connection;

import io.leadloop.error.ErrorCode;
import io.leadloop.http.FilterOrder;
import io.leadloop.http.Problem;
import io.leadloop.http.ProblemWriter;
import io.leadloop.http.RequestId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Rejects a path or query whose percent-encoding is not UTF-8. The router would answer such a path
 * with an empty body before any filter, and such a query would result in a 404 for resources with
 * parameter beans.
 */
@ApplicationScoped
public class UndecodableTarget {
  private static final int BAD_REQUEST = 400;

  private final ProblemWriter problems;

  UndecodableTarget(ProblemWriter problems) {
    this.problems = problems;
  }

  void register(@Observes Router router) {
    router.errorHandler(
        BAD_REQUEST,
        context -> {
          RequestId.assign(context);
          LastAnswer.watch(context);
          refuse(context);
        });
  }

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          if (isPathDecodable(context) && isQueryDecodable(context)) {
            context.next();
          } else {
            refuse(context);
          }
        },
        FilterOrder.UNDECODABLE_TARGET);
  }

  private static boolean isPathDecodable(RoutingContext context) {
    if (context.request().path().indexOf('%') < 0) {
      return true;
    }
    try {
      context.normalizedPath();
      return true;
    } catch (IllegalArgumentException undecodable) {
      return false;
    }
  }

  private static boolean isQueryDecodable(RoutingContext context) {
    String query = context.request().query();
    // A callback in an address is read like a body, of any charset, when there is time.
    if (query == null || query.indexOf('%') < 0 || FilterOrder.isCallback(context)) {
      return true;
    }
    try {
      context.queryParams();
      return true;
    } catch (HttpException undecodable) {
      return false;
    }
  }

  private void refuse(RoutingContext request) {
    String detail = "The path or a parameter cannot be decoded.";
    problems.end(request, Problem.of(ErrorCode.INVALID_REQUEST, detail));
  }
}
