package io.leadloop.http;

import io.leadloop.http.series.ServedCalls;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers OPTIONS. The framework would list the methods of all paths with the same prefix. */
@Singleton
class OptionsFilter {
  private final ServedCalls calls;

  OptionsFilter(ServedCalls calls) {
    this.calls = calls;
  }

  @ServerRequestFilter(preMatching = true, priority = FilterOrder.OPTIONS)
  Optional<Response> answer(ContainerRequestContext context, RoutingContext request) {
    if (!context.getMethod().equals(HttpMethod.OPTIONS)) {
      return Optional.empty();
    }
    Set<String> methods = calls.methods(request.normalizedPath());
    return methods.isEmpty()
        ? Optional.empty()
        : Optional.of(Response.ok().header(HttpHeaders.ALLOW, String.join(", ", methods)).build());
  }
}
