package io.leadloop.http;

import io.leadloop.error.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Holds the OpenAPI document to the methods that read it: Quarkus answers any other likewise. */
@ApplicationScoped
class OpenApiMethods {
  private static final int AFTER_THE_FILTERS = -500;
  private static final String DOCUMENT = "/openapi(\\.json|\\.ya?ml)?";
  private static final String METHODS = "GET, HEAD, OPTIONS";

  private final ProblemWriter problems;

  OpenApiMethods(ProblemWriter problems) {
    this.problems = problems;
  }

  void register(@Observes Router router) {
    router.routeWithRegex(DOCUMENT).order(AFTER_THE_FILTERS).handler(this::check);
  }

  private void check(RoutingContext request) {
    HttpMethod method = request.request().method();
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      request.next();
      return;
    }
    request.response().putHeader(HttpHeaders.ALLOW, METHODS);
    if (method.equals(HttpMethod.OPTIONS)) {
      request.response().end();
    } else {
      problems.end(
          request, Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "Served here are " + METHODS + "."));
    }
  }
}
