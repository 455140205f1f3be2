package io.leadloop.form;

import io.leadloop.intake.Fingerprints;
import io.leadloop.intake.LeadSubmission;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A reference for a lead whose provider gives none: the day (UTC) and the start of the keyed
 * fingerprint, so that a repeat on the same day is the same lead, and the reference reveals nothing
 * of it.
 */
@Singleton
class DayReference {
  private static final int FINGERPRINT_BYTES = 18;

  private final Fingerprints fingerprints;
  private final Clock clock;

  DayReference(Fingerprints fingerprints, Clock clock) {
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  /** The submission under the reference of today, unless it has one. */
  LeadSubmission refer(LeadSubmission submission) {
    return submission.reference().isPresent()
        ? submission
        : submission.under(of(submission, LocalDate.now(clock.withZone(ZoneOffset.UTC))));
  }

  /**
   * The reference that it would have had yesterday, in the first hour of a day. Empty later, and
   * for a submission with a reference of its own.
   */
  Optional<String> ofYesterday(LeadSubmission submission) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    LocalDate today = now.toLocalDate();
    return now.getHour() == 0 && submission.reference().equals(Optional.of(of(submission, today)))
        ? Optional.of(of(submission, today.minusDays(1)))
        : Optional.empty();
  }

  private String of(LeadSubmission submission, LocalDate day) {
    byte[] start = Arrays.copyOf(fingerprints.of(submission), FINGERPRINT_BYTES);
    return "form-" + day + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(start);
  }
}
