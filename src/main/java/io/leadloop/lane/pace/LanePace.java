package io.leadloop.lane.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * How many requests in a window a lane sends, evenly spread, since Oplead refused some (429) that
 * the quota allowed. It holds for a while and then grows, at first by one request and twice as much
 * with each step, until Oplead refuses one again or there is nothing left to hold back. The
 * database's function {@code lane_pace} computes the same for claims.
 *
 * @param requests in one window
 * @param holdsUntil from then on it grows
 */
public record LanePace(int requests, Instant holdsUntil) {
  /** At a pace of so many quotas in a window, a lane only avoids sending all at once. */
  private static final int SPREAD = 6;

  /** A window has so many steps: the largest quota is whole again before a window has passed. */
  private static final int STEPS = 30;

  private static final int MOST_DOUBLINGS = 29;

  /** The pace that leaves a lane its whole quota, in a sixth of a window. */
  public static LanePace spread(int quota, Instant holdsUntil) {
    return new LanePace(SPREAD * quota, holdsUntil);
  }

  /** Requests in a window at that time; empty where the quota alone counts. */
  public OptionalInt at(Instant time, int quota, Duration window) {
    if (isHeldAt(time)) {
      return OptionalInt.of(requests);
    }
    int grown = grownAt(time, window);
    return grown < SPREAD * quota ? OptionalInt.of(grown) : OptionalInt.empty();
  }

  /** Whether it does not grow yet. */
  public boolean isHeldAt(Instant time) {
    return time.isBefore(holdsUntil);
  }

  private int grownAt(Instant time, Duration window) {
    double steps = (double) STEPS * Duration.between(holdsUntil, time).toNanos() / window.toNanos();
    return requests + (int) Math.pow(2, Math.min(MOST_DOUBLINGS, steps));
  }
}
