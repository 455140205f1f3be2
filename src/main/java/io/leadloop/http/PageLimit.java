package io.leadloop.http;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import java.util.List;

/** The number of items per page: 1 to 500, by default 50. */
public final class PageLimit {
  /** As text, for {@code @DefaultValue}. */
  public static final String DEFAULT = "50";

  /** The maximum as text, for lists that are seldom longer. */
  public static final String MAX_TEXT = "500";

  private static final int MAX = 500;

  private PageLimit() {}

  /**
   * @throws ProblemException {@code invalid-request} for anything but 1 to 500
   */
  public static int of(String limit) {
    if (limit.matches("[1-9]\\d{0,2}") && Integer.parseInt(limit) <= MAX) {
      return Integer.parseInt(limit);
    }
    throw ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError("/limit", "must be 1 to " + MAX)));
  }
}
