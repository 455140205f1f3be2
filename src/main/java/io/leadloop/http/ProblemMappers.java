package io.leadloop.http;

import static java.util.stream.Collectors.toMap;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.store.StoreFailure;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The only place where exceptions become responses. */
@ApplicationScoped
public class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final String FORBIDDEN_DETAIL = ProblemMappers.class.getName() + ".forbidden";
  private static final Map<Integer, ErrorCode> REFUSALS =
      Stream.of(ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, ErrorCode.BODY_TOO_LARGE)
          .collect(toMap(ErrorCode::status, code -> code));

  /** The only accepted content coding of bodies. */
  public static final String IDENTITY = "identity";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @ServerExceptionMapper
  RestResponse<Problem> problem(ProblemException e) {
    return withHeaders(e, Problem.of(e));
  }

  private static RestResponse<Problem> withHeaders(ProblemException e, Problem problem) {
    ResponseBuilder<Problem> answer = answer(problem);
    e.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
    if (e.code() == ErrorCode.UNAUTHENTICATED) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    } else if (e.code() == ErrorCode.UNSUPPORTED_CONTENT_ENCODING) {
      answer.header(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
    }
    return answer.build();
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  RestResponse<Problem> unauthenticated(SecurityException e) {
    return problem(
        new ProblemException(
            ErrorCode.UNAUTHENTICATED,
            "Send a key, or an administrator's token, as 'Authorization: Bearer <key>'."));
  }

  /**
   * Sets the detail of the problem that this caller is answered if a call requires another role.
   */
  public static void explainForbidden(RoutingContext request, String detail) {
    request.put(FORBIDDEN_DETAIL, detail);
  }

  @ServerExceptionMapper
  RestResponse<Problem> forbidden(ForbiddenException e, RoutingContext request) {
    String detail =
        request.get(FORBIDDEN_DETAIL, "This key or token is valid but may not make this call.");
    return answer(Problem.of(ErrorCode.FORBIDDEN, detail)).build();
  }

  /** Rejections by the HTTP framework, for example unknown paths. */
  @ServerExceptionMapper
  RestResponse<Problem> framework(WebApplicationException e, RoutingContext request) {
    int status = e.getResponse().getStatus();
    if (status >= 500) {
      return problem(bug(e, request));
    }
    ErrorCode code = REFUSALS.getOrDefault(status, ErrorCode.INVALID_REQUEST);
    return answer(Problem.of(code, code.title() + ".")).build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> unexpected(Throwable e, RoutingContext request) {
    return problem(classify(e, request));
  }

  /** Maps a failure to a problem, for responses that contain several. */
  public Problem describe(Throwable e, RoutingContext request) {
    return Problem.of(classify(e, request));
  }

  /**
   * The problem that a failure is; a bug is logged. An unavailable database is a transient failure
   * that the caller should retry. A client that has gone looks like one, and is not logged.
   */
  public static ProblemException classify(Throwable e, RoutingContext request) {
    if (e instanceof ProblemException problem) {
      return problem;
    }
    if (!StoreFailure.passes(e)) {
      return bug(e, request);
    }
    if (!(e instanceof ClosedChannelException && request.response().closed())) {
      LOG.warnf("store unavailable request=%s cause=%s", RequestId.of(request), e.toString());
    }
    return ProblemException.passing(
        ErrorCode.STORE_UNAVAILABLE, "The database is unavailable.", RETRY_AFTER);
  }

  /** A bug: the response has the request id, the log the stack trace. */
  private static ProblemException bug(Throwable e, RoutingContext request) {
    String id = RequestId.of(request);
    LOG.errorf(e, "request failed request=%s", id);
    String detail = "Internal error; quote the request id when you report it.";
    return new ProblemException(ErrorCode.INTERNAL_ERROR, detail);
  }

  /** What the problem is answered with, under another status. */
  public static RestResponse<Problem> answer(ProblemException e, int status) {
    Problem problem = Problem.of(e);
    return withHeaders(
        e,
        new Problem(problem.type(), problem.title(), status, problem.detail(), problem.errors()));
  }

  static ResponseBuilder<Problem> answer(Problem problem) {
    return ResponseBuilder.<Problem>create(problem.status())
        .entity(problem)
        .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
  }
}
