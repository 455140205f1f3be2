package io.leadloop.http.body;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** What a request's head says of its body. */
public final class AnnouncedBody {
  private static final int LONGEST_NUMBER = 18;

  private AnnouncedBody() {}

  /** Whether there is a body, as far as the head says. */
  public static boolean isPresent(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : !length.equals("0");
  }

  /** Whether the length is announced and over the limit. */
  public static boolean isLongerThan(long maxBytes, HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null
        && (length.length() > LONGEST_NUMBER
            || isNumber(length) && Long.parseLong(length) > maxBytes);
  }

  /** Asks for the body where the client waits to be asked: only once it may be read. */
  public static void invite(RoutingContext context) {
    if ("100-continue".equalsIgnoreCase(context.request().getHeader(HttpHeaders.EXPECT))) {
      context.response().writeContinue();
    }
  }

  /** The refusal of a body over its limit. */
  public static ProblemException tooLarge(long maxBytes) {
    String detail = "No body may be longer than %d bytes.".formatted(maxBytes);
    return new ProblemException(ErrorCode.BODY_TOO_LARGE, detail);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
