package io.leadloop.http;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import java.util.List;

/** How many items a page has: 1 to 500, and 50 by default. */
public final class PageLimit {
  /** As text, for {@code @DefaultValue}. */
  public static final String DEFAULT = "50";

  /** The most, as text, for lists that are seldom longer. */
  public static final String MOST_TEXT = "500";

  private static final int MOST = 500;

  private PageLimit() {}

  /**
   * @throws ProblemException {@code invalid-request} for anything but 1 to 500
   */
  public static int of(String limit) {
    if (limit.matches("[1-9]\\d{0,2}") && Integer.parseInt(limit) <= MOST) {
      return Integer.parseInt(limit);
    }
    throw ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError("/limit", "must be 1 to " + MOST)));
  }
}
