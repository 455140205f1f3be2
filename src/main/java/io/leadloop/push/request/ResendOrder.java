package io.leadloop.push.request;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.leadloop.push.endpoint.StartPoint;
import java.util.UUID;

/** Events to send again; the audit keeps it as JSON. */
sealed interface ResendOrder {
  /**
   * All events from a point.
   *
   * @param since the point as it was given
   * @param dryRun whether they are only counted
   */
  record Since(String since, @JsonIgnore StartPoint start, @JsonIgnore boolean dryRun)
      implements ResendOrder {}

  /** All events of a lead. */
  record OfLead(UUID leadId) implements ResendOrder {}

  /** One event, at once. */
  record OfEvent(UUID eventId) implements ResendOrder {}
}
