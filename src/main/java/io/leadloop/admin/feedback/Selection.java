package io.leadloop.admin.feedback;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

/**
 * Which dead letters are to be tried again or discarded: the next ones of a source, newest first.
 *
 * @param source null for all sources
 * @param after the cursor at which the call before ended; null at the beginning
 * @param limit the most of this call; null for 500
 * @param confirm to discard: the source, or all, typed once more; otherwise null
 */
public record Selection(
    @Pattern(regexp = "outbox|log|callback", message = "must be outbox, log or callback")
        String source,
    String after,
    @Min(1) @Max(500) Integer limit,
    String confirm) {
  private static final int MOST = 500;
  private static final String ALL = "all";

  int size() {
    return limit == null ? MOST : limit;
  }

  /** The word that confirms to discard them. */
  String confirmation() {
    return source == null ? ALL : source;
  }
}
