package io.leadloop.http;

import io.leadloop.error.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Restricts the OpenAPI document to reading methods; Quarkus would serve it for any method. */
@ApplicationScoped
class OpenApiMethods {
  private static final List<String> DOCUMENTS =
      List.of("/openapi", "/openapi.json", "/openapi.yaml", "/openapi.yml");
  private static final String METHODS = "GET, HEAD, OPTIONS";

  private final ProblemWriter problems;

  OpenApiMethods(ProblemWriter problems) {
    this.problems = problems;
  }

  void register(@Observes Router router) {
    DOCUMENTS.forEach(
        path -> router.route(path).order(FilterOrder.OPENAPI_METHODS).handler(this::check));
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
