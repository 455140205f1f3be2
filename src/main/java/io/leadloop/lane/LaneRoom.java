package io.leadloop.lane;

import io.leadloop.customer.CustomerId;
import java.util.List;
import java.util.UUID;

/**
 * Where a replica may claim work, and how much.
 *
 * @param lanes those that have work of the kind that claims
 * @param total requests that the replica can send at once, to all of them
 * @param perLane calls to one customer's Oplead that it may have in flight
 * @param inFlight what it has in flight, with what was claimed before in the same transaction
 */
public record LaneRoom(List<UUID> lanes, int total, int perLane, InFlight inFlight) {
  /** Whether there is nothing to claim, or no room for it. */
  public boolean isEmpty() {
    return lanes.isEmpty() || total <= 0;
  }

  /** How many more calls the replica can make in that lane. */
  public int of(UUID lane) {
    return Math.max(0, perLane - inFlight.calls(new CustomerId(lane)));
  }
}
