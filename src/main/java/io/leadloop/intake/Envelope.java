package io.leadloop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.store.Storable;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/**
 * The members around a lead document, and the document. A member that is missing, null or of the
 * wrong type is null.
 */
record Envelope(
    @NotNull(message = "is required") @Storable(max = 63) String customer,
    @Storable(max = 128) String reference,
    Instant notAfter,
    @NotNull(message = "is required") Document lead) {

  /**
   * A lead document.
   *
   * @param text as it stands in the body
   * @param content the same, as it was read
   */
  record Document(String text, JsonNode content) {
    @Override
    public String toString() {
      return "***";
    }
  }
}
