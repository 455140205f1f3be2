package io.leadloop.admin;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import java.util.Optional;

/** What an administrator can ask for and not get. */
public final class Problems {
  private Problems() {}

  /**
   * @throws ProblemException {@code slug-taken} where somebody has it
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
