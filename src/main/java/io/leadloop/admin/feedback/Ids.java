package io.leadloop.admin.feedback;

import io.leadloop.admin.Problems;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import java.util.List;
import java.util.UUID;

/** Ids in paths and cursors. */
public final class Ids {
  private Ids() {}

  /**
   * @param what it is the id of
   * @throws ProblemException {@code not-found} if it is no id
   */
  public static UUID of(String what, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound(what);
    }
  }

  /**
   * The id after which a page starts.
   *
   * @throws ProblemException {@code invalid-request} if it is no id
   */
  public static UUID cursor(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.rejected(
          ErrorCode.INVALID_REQUEST, List.of(new FieldError("/after", "is not a valid cursor")));
    }
  }
}
