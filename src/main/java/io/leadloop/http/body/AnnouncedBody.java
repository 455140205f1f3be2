package io.leadloop.http.body;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** What a request's head announces about its body. */
public final class AnnouncedBody {
  private static final int LONGEST_NUMBER = 18;

  private AnnouncedBody() {}

  /** Whether the head announces a body. */
  public static boolean isPresent(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : !length.equals("0");
  }

  /** Whether an announced length exceeds the limit. */
  public static boolean isLongerThan(long maxBytes, HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null
        && (length.length() > LONGEST_NUMBER
            || isNumber(length) && Long.parseLong(length) > maxBytes);
  }

  /** Sends 100 Continue if the client expects it; only once the body may be read. */
  public static void invite(RoutingContext context) {
    if ("100-continue".equalsIgnoreCase(context.request().getHeader(HttpHeaders.EXPECT))) {
      context.response().writeContinue();
    }
  }

  /** The problem of a body over its limit. */
  public static ProblemException tooLarge(long maxBytes) {
    String detail = "No body may be longer than %d bytes.".formatted(maxBytes);
    return new ProblemException(ErrorCode.BODY_TOO_LARGE, detail);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
