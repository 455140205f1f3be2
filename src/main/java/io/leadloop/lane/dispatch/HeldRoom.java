package io.leadloop.lane.dispatch;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.Attempt;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Room for calls that are being claimed: either {@link #begin} or {@link #release} is called, once.
 */
public final class HeldRoom {
  private final Map<CustomerId, Integer> lanes;
  private final Consumer<Attempt> start;
  private final Consumer<Map<CustomerId, Integer>> release;

  HeldRoom(
      Map<CustomerId, Integer> lanes,
      Consumer<Attempt> start,
      Consumer<Map<CustomerId, Integer>> release) {
    this.lanes = lanes;
    this.start = start;
    this.release = release;
  }

  /** The number of calls that may be claimed in each lane. */
  public Map<CustomerId, Integer> lanes() {
    return lanes;
  }

  /** Sends what was claimed, and gives the rest of the room back. */
  public void begin(Stream<Attempt> claimed) {
    try {
      claimed.forEach(start);
    } finally {
      release();
    }
  }

  public void release() {
    release.accept(lanes);
  }
}
