package io.leadloop.http;

import io.leadloop.error.ErrorCode;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a body that says that it is too long, before a byte of it is read, and has one that does
 * not say how long it is cut off where it becomes too long. What each call takes at most is its own
 * to check.
 */
@ApplicationScoped
public class BodyLimit {
  private static final int AFTER_THE_REQUEST_ID = 900;
  private static final int LONGEST_NUMBER = 18;
  private static final String LIFTED = BodyLimit.class.getName() + ".lifted";

  private final long maxBodyBytes;
  private final Refusal refusal;

  BodyLimit(HttpConfig config, Refusal refusal) {
    this.maxBodyBytes = config.maxBodyBytes();
    this.refusal = refusal;
  }

  /** For a request whose body is read piece by piece, to be called by an earlier filter. */
  public static void lift(RoutingContext request) {
    request.put(LIFTED, true);
  }

  static boolean isLifted(RoutingContext request) {
    return request.get(LIFTED) != null;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_THE_REQUEST_ID);
  }

  private void check(RoutingContext request) {
    String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (isLifted(request)) {
      request.next();
    } else if (length == null) {
      // Where Quarkus keeps its own limit, which cannot be lifted for one call and so is off.
      request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, maxBodyBytes);
      request.next();
    } else if (isTooLong(length)) {
      String detail = "No body may be longer than %d bytes.".formatted(maxBodyBytes);
      refusal.send(request, ErrorCode.BODY_TOO_LARGE, detail);
    } else {
      request.next();
    }
  }

  private boolean isTooLong(String length) {
    return length.length() > LONGEST_NUMBER
        || length.matches("\\d+") && Long.parseLong(length) > maxBodyBytes;
  }
}
