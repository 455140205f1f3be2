package io.leadloop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.store.Storable;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** The members of a submission. A member that is missing, null or of the wrong type is null. */
record Envelope(
    @NotNull(message = "is required") @Storable(max = 63) String customer,
    @Storable(max = 128) String reference,
    Instant notAfter,
    @NotNull(message = "is required") Document lead) {

  /**
   * A lead document.
   *
   * @param text the text as received
   * @param content the parsed text
   */
  record Document(String text, JsonNode content) {
    @Override
    public String toString() {
      return "***";
    }
  }
}
