package io.leadloop.error;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The one exception for a caller's problem. Its message is shown to the caller: nothing personal.
 */
public class ProblemException extends RuntimeException {
  /** More members at fault are not listed: an answer is not many times as long as its request. */
  public static final int MOST_ERRORS = 100;

  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final transient List<FieldError> errors;
  private final transient Duration retryAfter;

  private ProblemException(
      ErrorCode code, String detail, List<FieldError> errors, Duration retryAfter) {
    super(detail, null, false, false);
    this.code = code;
    this.errors = List.copyOf(errors.subList(0, Math.min(errors.size(), MOST_ERRORS)));
    this.retryAfter = retryAfter;
  }

  public ProblemException(ErrorCode code, String detail) {
    this(code, detail, List.of(), null);
  }

  protected ProblemException(ErrorCode code, String detail, Duration retryAfter) {
    this(code, detail, List.of(), retryAfter);
  }

  /** A body with members that are missing, of the wrong type, unknown or not allowed. */
  public static ProblemException rejected(ErrorCode code, List<FieldError> errors) {
    FieldError first = errors.get(0);
    String detail = first.pointer() + ": " + first.detail();
    return new ProblemException(code, detail, errors, null);
  }

  /** A temporary failure, with the time after which to try again. */
  public static ProblemException passing(ErrorCode code, String detail, Duration retryAfter) {
    return new ProblemException(code, detail, retryAfter);
  }

  public ErrorCode code() {
    return code;
  }

  /** The members at fault, empty unless a body was rejected. */
  public List<FieldError> errors() {
    return errors;
  }

  /** After how long the same request may succeed. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
