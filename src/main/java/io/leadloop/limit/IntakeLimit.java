package io.leadloop.limit;

import io.leadloop.provider.Provider;

/**
 * How many leads a provider may hand in: so many at once, and so many a minute in the long run.
 * What is spent of it is told as the microseconds until all of it is there again.
 */
record IntakeLimit(int leadsPerMinute, int burst) {
  private static final long MINUTE = 60_000_000;
  private static final int LARGEST_CHUNK = 1000;

  static IntakeLimit of(Provider provider, IntakeLimitConfig defaults) {
    return new IntakeLimit(
        provider.leadsPerMinute().orElseGet(defaults::leadsPerMinute),
        provider.burst().orElseGet(defaults::burst));
  }

  /** What one replica may hold at most: little enough to leave the others something. */
  int chunk() {
    return Math.max(1, Math.min(LARGEST_CHUNK, burst / 10));
  }

  /** How many leads may come when so much is spent. */
  int free(long spent) {
    long capped = Math.min(spent, refill(burst));
    return (int) Math.max(0, (burst * MINUTE - capped * leadsPerMinute) / MINUTE);
  }

  /**
   * Microseconds until so many leads may come.
   *
   * @param leads at most the burst
   */
  long untilFree(int leads, long spent) {
    return Math.max(0, spent - (burst - leads) * MINUTE / leadsPerMinute);
  }

  /** Microseconds in which that many leads' worth comes back. */
  long refill(int leads) {
    return ceil(leads * MINUTE, leadsPerMinute);
  }

  /** The value of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers). */
  String policy() {
    return "\"leads\";q=" + burst + ";w=" + seconds(refill(burst));
  }

  /** Whole seconds, rounded up. */
  static long seconds(long micros) {
    return ceil(micros, 1_000_000);
  }

  private static long ceil(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
