package io.leadloop.access.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of the audit to read, newest first.
 *
 * @param actor as entries name it, exactly; likewise the next two
 * @param from the earliest time
 * @param until the time before which they are
 * @param after where the page starts; empty for the newest
 */
public record AuditQuery(
    Optional<String> actor,
    Optional<String> action,
    Optional<String> subject,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<AuditPosition> after) {
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  /** The same from another position. */
  public AuditQuery startingAfter(AuditPosition position) {
    return new AuditQuery(actor, action, subject, from, until, Optional.of(position));
  }

  /** The position right after the newest entry that is of the period and not read yet. */
  AuditPosition start() {
    Instant end = until.orElse(NEVER);
    return after
        .filter(position -> position.isBefore(end))
        .orElseGet(() -> new AuditPosition(end, 0));
  }
}
