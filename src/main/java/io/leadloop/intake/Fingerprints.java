package io.leadloop.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.vault.Signer;
import io.leadloop.vault.Vault;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells a repeated submission from another one under the same reference: a keyed hash of the
 * customer and the lead's canonical JSON (members sorted, numbers normalised, no white space),
 * since a plain hash of so little text could be guessed back into it. Until when the lead is of use
 * does not count: who sends it once more may give it more time.
 */
@Singleton
class Fingerprints {
  private static final int MAC_BYTES = 32;
  private static final ObjectMapper CANONICAL =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  private final Signer signer;

  Fingerprints(Vault vault) {
    this.signer = vault.signer("lead-fingerprint");
  }

  byte[] of(LeadSubmission submission) {
    return signer.sign(canonical(submission, Optional.empty()), MAC_BYTES);
  }

  /** Whether the fingerprint was made of an equal submission, with whichever key of the keyset. */
  boolean match(byte[] fingerprint, LeadSubmission submission) {
    return signer.verifies(fingerprint, canonical(submission, Optional.empty()))
        || signer.verifies(fingerprint, canonical(submission, submission.notAfter()));
  }

  /**
   * @param notAfter the time that fingerprints of leads in the store may have been made with; empty
   *     in those that are made now
   */
  private static byte[] canonical(LeadSubmission submission, Optional<Instant> notAfter) {
    try {
      String lead = CANONICAL.writeValueAsString(submission.content());
      String text = submission.customer() + "\n" + notAfter + "\n" + lead;
      return text.getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON can be written", e);
    }
  }
}
