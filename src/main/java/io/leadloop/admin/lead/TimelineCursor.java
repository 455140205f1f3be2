package io.leadloop.admin.lead;

import io.leadloop.access.audit.AuditPosition;
import io.leadloop.feedback.event.CallbackHistory;
import io.leadloop.forwarding.FailedAttempts;
import io.leadloop.push.endpoint.Deliveries;
import io.leadloop.update.request.UpdateHistory;
import java.util.Optional;
import java.util.UUID;

/**
 * The place in a timeline from which older entries follow. Each source has its own, so that none of
 * its entries is skipped or repeated, whatever times the sources note.
 *
 * @param sequence of the last event that was read
 * @param claim of the last failed attempt
 * @param callback the id of the last callback
 * @param delivery the id of the last delivery
 * @param update the position of the last document or status
 * @param change the place of the last change in the audit; empty before the first
 */
record TimelineCursor(
    int sequence,
    int claim,
    UUID callback,
    UUID delivery,
    long update,
    Optional<AuditPosition> change) {
  /** Before everything that happened last. */
  static final TimelineCursor NEWEST =
      new TimelineCursor(
          Integer.MAX_VALUE,
          FailedAttempts.AFTER_ALL,
          CallbackHistory.AFTER_ALL,
          Deliveries.AFTER_ALL,
          UpdateHistory.AFTER_ALL,
          Optional.empty());

  private static final int PARTS = 6;

  static Optional<TimelineCursor> parse(String text) {
    String[] parts = text.split("\\.", -1);
    try {
      return parts.length == PARTS
          ? Optional.of(
              new TimelineCursor(
                  Integer.parseInt(parts[0]),
                  Integer.parseInt(parts[1]),
                  UUID.fromString(parts[2]),
                  UUID.fromString(parts[3]),
                  Long.parseLong(parts[4]),
                  change(parts[5])))
          : Optional.empty();
    } catch (IllegalArgumentException notACursor) {
      return Optional.empty();
    }
  }

  private static Optional<AuditPosition> change(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(AuditPosition.parse(text).orElseThrow(IllegalArgumentException::new));
  }

  TimelineCursor atEvent(int read) {
    return new TimelineCursor(read, claim, callback, delivery, update, change);
  }

  TimelineCursor atAttempt(int read) {
    return new TimelineCursor(sequence, read, callback, delivery, update, change);
  }

  TimelineCursor atCallback(UUID read) {
    return new TimelineCursor(sequence, claim, read, delivery, update, change);
  }

  TimelineCursor atDelivery(UUID read) {
    return new TimelineCursor(sequence, claim, callback, read, update, change);
  }

  TimelineCursor atUpdate(long read) {
    return new TimelineCursor(sequence, claim, callback, delivery, read, change);
  }

  TimelineCursor atChange(AuditPosition read) {
    return new TimelineCursor(sequence, claim, callback, delivery, update, Optional.of(read));
  }

  /** As in an address. */
  @Override
  public String toString() {
    return "%d.%d.%s.%s.%d.%s"
        .formatted(
            sequence,
            claim,
            callback,
            delivery,
            update,
            change.map(AuditPosition::toString).orElse(""));
  }
}
