package io.leadloop.admin;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.LeadId;
import java.util.List;
import java.util.Optional;

/** Problems of the administrator API. */
public final class Problems {
  private Problems() {}

  /**
   * @throws ProblemException {@code slug-taken} if it has an owner
   */
  public static void requireFree(Optional<?> owner) {
    if (owner.isPresent()) {
      throw slugTaken();
    }
  }

  public static ProblemException slugTaken() {
    return new ProblemException(ErrorCode.SLUG_TAKEN, "The slug is in use; choose another.");
  }

  /** An unparsable id is treated as not found. */
  public static LeadId leadId(String text) {
    return LeadId.parse(text).orElseThrow(() -> notFound("lead"));
  }

  /** A parameter that cannot be read. */
  public static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError(pointer, detail)));
  }

  public static ProblemException notFound(String what) {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such " + what + ".");
  }
}
