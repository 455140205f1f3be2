package io.leadloop.http;

import io.leadloop.error.ErrorCode;
import io.leadloop.http.series.ServedCalls;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Rejections of a method or media type, which name the supported ones. */
@ApplicationScoped
public class RefusalMappers {
  private final ServedCalls calls;

  RefusalMappers(ServedCalls calls) {
    this.calls = calls;
  }

  /** The framework reports not found if the method is served at another path of the class. */
  @ServerExceptionMapper
  RestResponse<Problem> path(NotFoundException e, RoutingContext request) {
    Set<String> methods = calls.methods(request.normalizedPath());
    return methods.isEmpty() || methods.contains(request.request().method().name())
        ? ProblemMappers.answer(Problem.of(ErrorCode.NOT_FOUND, "There is nothing here.")).build()
        : notAllowed(methods);
  }

  @ServerExceptionMapper
  RestResponse<Problem> method(NotAllowedException e, RoutingContext request) {
    return notAllowed(calls.methods(request.normalizedPath()));
  }

  private static RestResponse<Problem> notAllowed(Set<String> served) {
    String methods = String.join(", ", served);
    String detail = "Served here are " + methods + ".";
    return ProblemMappers.answer(Problem.of(ErrorCode.METHOD_NOT_ALLOWED, detail))
        .header(HttpHeaders.ALLOW, methods)
        .build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> mediaType(NotSupportedException e, RoutingContext request) {
    String method = request.request().method().name();
    List<String> types = calls.consumes(request.normalizedPath(), method);
    String detail = "The Content-Type has to be " + String.join(" or ", types) + ".";
    return ProblemMappers.answer(Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, detail))
        .header(acceptHeader(method), String.join(", ", types))
        .build();
  }

  /**
   * Accept-Post is defined by the W3C, Accept-Patch by RFC 5789; for others RFC 9110 defines
   * Accept.
   */
  private static String acceptHeader(String method) {
    return switch (method) {
      case "POST" -> "Accept-Post";
      case "PATCH" -> "Accept-Patch";
      default -> HttpHeaders.ACCEPT;
    };
  }
}
