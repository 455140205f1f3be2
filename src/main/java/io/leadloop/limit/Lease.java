package io.leadloop.limit;

import java.util.concurrent.TimeUnit;

/**
 * What one replica holds of a provider's allowance, and what the database last said of the rest.
 * Times are {@code System.nanoTime}. Not safe for threads.
 */
final class Lease {
  /**
   * Permits that are held longer than this are forgotten, or hoarded ones would come in a flood.
   */
  static final long LAPSES_AFTER = TimeUnit.SECONDS.toNanos(1);

  /** In a flood the database is asked a hundred times a second, unless the burst is tiny. */
  private static final long ASKED_AGAIN_AFTER_MICROS = 10_000;

  private static final int ASKED_AHEAD_FROM = 16;

  private IntakeLimit limit;
  private int held;
  private int size;
  private long spent;
  private long answeredAt;
  private boolean exhausted;

  /** Another limit than before: what the database said of the old one says nothing any more. */
  void adopt(IntakeLimit newest) {
    if (!newest.equals(limit)) {
      limit = newest;
      exhausted = false;
    }
  }

  IntakeLimit limit() {
    return limit;
  }

  /** Takes as many of the wanted permits as are held. */
  int take(int wanted, long now) {
    if (held > 0 && now - answeredAt > LAPSES_AFTER) {
      held = 0;
    }
    int taken = Math.min(wanted, held);
    held -= taken;
    return taken;
  }

  /** Whether it is time to ask ahead, so that at a high rate nobody waits for the next lease. */
  boolean isLow(long now) {
    return size >= ASKED_AHEAD_FROM && held < size / 4 && pause(1, now) == 0;
  }

  /** Nanoseconds until asking for so many makes sense; none unless less was given than asked. */
  long pause(int wanted, long now) {
    if (!exhausted) {
      return 0;
    }
    long chunk = limit.untilFree(limit.chunk(), spent);
    long least = limit.untilFree(Math.min(wanted, limit.chunk()), spent);
    long micros = Math.max(least, Math.min(chunk, ASKED_AGAIN_AFTER_MICROS));
    return Math.max(0, TimeUnit.MICROSECONDS.toNanos(micros) - (now - answeredAt));
  }

  /**
   * How many to ask for: twice as many as the last time where those lasted for no time, else few,
   * since what lapses is lost to the provider.
   *
   * @param waiting permits that are wanted now
   */
  int ask(int waiting, long now) {
    boolean spentInTime = size > 0 && now - answeredAt < LAPSES_AFTER;
    size = spentInTime ? Math.min(2 * size, limit.chunk()) : 1;
    return Math.min(Math.max(waiting, size), limit.burst());
  }

  void add(Leased answer, int asked, long now) {
    held += answer.permits();
    spent = answer.spent();
    answeredAt = now;
    exhausted = answer.permits() < asked;
  }

  Allowance allowance(boolean granted, long now) {
    long since = TimeUnit.NANOSECONDS.toMicros(now - answeredAt);
    long full = Math.max(0, spent - since);
    long next = TimeUnit.NANOSECONDS.toMicros(pause(1, now));
    return new Allowance(limit, granted, granted ? held + limit.free(full) : 0, next, full);
  }
}
