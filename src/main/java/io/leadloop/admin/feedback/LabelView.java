package io.leadloop.admin.feedback;

import io.leadloop.feedback.label.LabelCorrection;
import io.leadloop.feedback.label.LabelMapping;
import java.time.Instant;
import java.util.UUID;

/**
 * A label with the code that it was given.
 *
 * @param customer the slug of the customer whose label it is; null for all customers
 * @param correction the last run that corrected leads; null where there was none
 */
public record LabelView(
    UUID id,
    String label,
    String customer,
    String code,
    Instant createdAt,
    Instant changedAt,
    Correction correction) {

  static LabelView of(LabelMapping mapping) {
    return new LabelView(
        mapping.id(),
        mapping.label(),
        mapping.customer().orElse(null),
        mapping.code().wireName(),
        mapping.createdAt(),
        mapping.changedAt(),
        mapping.correction().map(Correction::of).orElse(null));
  }

  /**
   * A run that corrects the leads that had the label before it had its code.
   *
   * @param state running, done or cancelled
   * @param planned the leads when it began
   * @param corrected the leads whose correction is published, or on its way
   * @param endedAt null while it runs
   */
  public record Correction(
      String state, int planned, int corrected, Instant startedAt, Instant endedAt) {
    static Correction of(LabelCorrection run) {
      return new Correction(
          run.state(), run.planned(), run.corrected(), run.startedAt(), run.endedAt().orElse(null));
    }

    /** For pages. */
    public boolean runs() {
      return endedAt == null;
    }
  }
}
