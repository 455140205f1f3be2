package io.leadloop.push.queue;

import io.leadloop.push.DeliveryState;
import io.leadloop.store.CommitCursor;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The results that are committed together.
 *
 * @param cursor every event up to it is settled, or its lead has a row
 * @param rows leads that go on, or go further, on cursors of their own
 * @param rejoined leads that have caught up with the endpoint's cursor
 */
public record Settlement(
    CommitCursor cursor, List<DeliveryRecord> deliveries, List<LeadRow> rows, Set<UUID> rejoined) {

  public boolean hasDelivered() {
    return deliveries.stream().anyMatch(d -> d.state() == DeliveryState.DELIVERED);
  }

  public List<DeliveryRecord> givenUp() {
    return deliveries.stream().filter(d -> d.state() == DeliveryState.GIVEN_UP).toList();
  }

  /** Whether no lead's own cursor changes. */
  public boolean isOfEvents() {
    return rows.isEmpty() && rejoined.isEmpty();
  }
}
