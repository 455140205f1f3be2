package io.leadloop.push.request;

import jakarta.validation.constraints.Pattern;

/**
 * The body that resumes delivery.
 *
 * @param from {@code cursor}: where it stopped; {@code now}: without what was stored since
 */
public record Resumption(
    @Pattern(regexp = "cursor|now", message = "must be cursor or now") String from) {
  /** Of an empty body. */
  static final Resumption DEFAULT = new Resumption(null);

  boolean isFromNow() {
    return "now".equals(from);
  }
}
