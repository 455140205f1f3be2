package io.leadloop.admin;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import java.util.List;

/** Validates slugs in query parameters. */
public final class SlugParameter {
  private SlugParameter() {}

  /**
   * @throws ProblemException {@code invalid-request} if it is not a slug
   */
  public static String of(String name, String text) {
    if (!text.matches(Slug.FORM)) {
      throw ProblemException.rejected(
          ErrorCode.INVALID_REQUEST,
          List.of(
              new FieldError(
                  "/" + name,
                  "is not a valid slug: use lower-case letters and digits, with single hyphens"
                      + " between them")));
    }
    return text;
  }

  /** The slug after which a page starts; empty for the first page. */
  public static String cursor(String after) {
    return after.isEmpty() ? after : of("after", after);
  }
}
