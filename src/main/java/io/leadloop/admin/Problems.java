package io.leadloop.admin;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
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

  public static ProblemException notFound(String what) {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such " + what + ".");
  }
}
