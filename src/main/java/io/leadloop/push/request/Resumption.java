package io.leadloop.push.request;

import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body that resumes delivery.
 *
 * @param from {@code cursor}: where it stopped; {@code now}: without what was stored since
 */
public record Resumption(
    @Schema(nullable = true, defaultValue = "cursor")
        @Pattern(regexp = "cursor|now", message = "must be cursor or now")
        String from) {
  /** Of an empty body. */
  static final Resumption DEFAULT = new Resumption(null);

  boolean isFromNow() {
    return "now".equals(from);
  }
}
