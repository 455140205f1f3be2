package io.leadloop.push.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * A lead on a cursor of its own.
 *
 * @param nextSequence the next event to send
 * @param attempts that were made to send that event
 * @param lastStatus HTTP; null if there was no answer
 */
public record LeadRow(
    UUID leadId,
    int nextSequence,
    int attempts,
    Instant nextAttemptAt,
    Integer lastStatus,
    String lastError) {

  static LeadRow due(UUID leadId, int nextSequence, Instant at) {
    return new LeadRow(leadId, nextSequence, 0, at, null, null);
  }
}
