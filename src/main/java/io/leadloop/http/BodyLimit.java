package io.leadloop.http;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a body that says that it is too long, before a byte of it is read and before anybody asks
 * who sends it; {@link BodyReading} stops one that does not say so, and what each call takes at
 * most is its own to check.
 */
@ApplicationScoped
public class BodyLimit {
  private static final int AFTER_THE_REQUEST_ID = 900;
  private static final int LONGEST_NUMBER = 18;
  private static final String RAISED = BodyLimit.class.getName() + ".raised";

  private final long maxBodyBytes;
  private final ProblemWriter problems;

  BodyLimit(HttpConfig config, ProblemWriter problems) {
    this.maxBodyBytes = config.maxBodyBytes();
    this.problems = problems;
  }

  /** For a request whose body is read piece by piece, to be called by an earlier filter. */
  public static void lift(RoutingContext request) {
    raise(request, Long.MAX_VALUE);
  }

  /**
   * The same for one whose body may be longer than others, but not of any length; it is left to its
   * resource, too.
   */
  public static void raise(RoutingContext request, long maxBodyBytes) {
    request.put(RAISED, maxBodyBytes);
  }

  static boolean isRaised(RoutingContext request) {
    return request.get(RAISED) != null;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_THE_REQUEST_ID);
  }

  private void check(RoutingContext request) {
    String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    long limit = request.get(RAISED, maxBodyBytes);
    if (length == null || !isTooLong(length, limit)) {
      request.next();
      return;
    }
    LastAnswer.closes(request);
    problems.end(request, Problem.of(tooLarge(limit)));
  }

  static ProblemException tooLarge(long maxBodyBytes) {
    String detail = "No body may be longer than %d bytes.".formatted(maxBodyBytes);
    return new ProblemException(ErrorCode.BODY_TOO_LARGE, detail);
  }

  private static boolean isTooLong(String length, long limit) {
    return limit < Long.MAX_VALUE
        && (length.length() > LONGEST_NUMBER || isNumber(length) && Long.parseLong(length) > limit);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
