package io.leadloop.feedback.projection;

import io.leadloop.feedback.event.EventData;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import java.time.Instant;

/**
 * What the lead's row holds before a batch of feedback is applied to it.
 *
 * @param isForwarded whether an event has reported the lead as forwarded
 * @param sequence of its last event; 0 before the first
 * @param forwardedAt null where no answer of Oplead was recorded yet
 */
record ProjectedState(
    LeadState state,
    String opleadId,
    boolean isForwarded,
    int sequence,
    LastStatus status,
    EventData.Marks marks,
    Instant createdAt,
    Instant forwardedAt) {

  /**
   * The lead's status as it was published last.
   *
   * @param status null before the first one
   * @param isDated whether Oplead reported its time
   * @param source how it came, or null
   * @param otherSources whether any status came otherwise than by a callback
   * @param awaited the status that its provider set and no callback has reported yet, or null
   */
  record LastStatus(
      LeadStatus status,
      boolean isDated,
      StatusSource source,
      boolean otherSources,
      String awaited) {
    /** Of a lead without a status. */
    static LastStatus none(String awaited) {
      return new LastStatus(null, false, null, false, awaited);
    }
  }
}
