package io.leadloop.push.request;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.leadloop.push.endpoint.StartPoint;
import java.util.UUID;

/** Events to send again; the audit keeps it as JSON. */
sealed interface ResendOrder {
  /** Which order this is: a switch over it without a default names all of them. */
  Kind kind();

  /** The kinds of order. */
  enum Kind {
    SINCE,
    OF_LEAD,
    OF_EVENT
  }

  /**
   * All events from a point.
   *
   * @param since the point as it was given
   * @param dryRun whether they are only counted
   */
  record Since(String since, @JsonIgnore StartPoint start, @JsonIgnore boolean dryRun)
      implements ResendOrder {
    @Override
    public Kind kind() {
      return Kind.SINCE;
    }
  }

  /** All events of a lead. */
  record OfLead(UUID leadId) implements ResendOrder {
    @Override
    public Kind kind() {
      return Kind.OF_LEAD;
    }
  }

  /** One event, at once. */
  record OfEvent(UUID eventId) implements ResendOrder {
    @Override
    public Kind kind() {
      return Kind.OF_EVENT;
    }
  }
}
