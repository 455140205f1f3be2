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
 * Distinguishes a repeated submission from a different one with the same reference: a keyed hash of
 * the customer and the lead's canonical JSON (members sorted, numbers normalised, no white space).
 * Keyed, because the input of a plain hash of so little text could be guessed. The {@code
 * not_after} time is excluded, so that a repeat may extend it.
 */
@Singleton
public class Fingerprints {
  private static final int MAC_BYTES = 32;
  private static final ObjectMapper CANONICAL =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  private final Signer signer;

  Fingerprints(Vault vault) {
    this.signer = vault.signer("lead-fingerprint");
  }

  /** Equal for equal submissions, until the keyset is rotated. */
  public byte[] of(LeadSubmission submission) {
    return signer.sign(canonical(submission, Optional.empty()), MAC_BYTES);
  }

  /** Whether the fingerprint belongs to an equal submission, under any key of the keyset. */
  boolean match(byte[] fingerprint, LeadSubmission submission) {
    return signer.verifies(fingerprint, canonical(submission, Optional.empty()))
        || signer.verifies(fingerprint, canonical(submission, submission.notAfter()));
  }

  /**
   * @param notAfter included in the fingerprints of older stored leads; empty for new ones
   */
  private static byte[] canonical(LeadSubmission submission, Optional<Instant> notAfter) {
    try {
      String lead = CANONICAL.writeValueAsString(submission.content());
      String text = submission.customer() + "\n" + notAfter + "\n" + lead;
      return text.getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a parsed document can be serialized", e);
    }
  }
}
