package io.leadloop.limit;

import io.leadloop.provider.Provider;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How many leads a provider may submit: so many at once, and so many a minute in the long run. The
 * spent part is counted in microseconds until all of it is available again.
 */
record IntakeLimit(int leadsPerMinute, int burst) {
  private static final long MINUTE = 60_000_000;
  private static final int LARGEST_CHUNK = 1000;

  /** After a refusal the database is asked at most so often, unless the burst is tiny. */
  private static final long ASKED_AGAIN_AFTER = 10_000;

  /** More than all replicas store; a limit of this size is announced and costs nothing. */
  private static final int UNLIMITED_PER_MINUTE = 6_000_000;

  private static final int UNLIMITED_BURST = 1_000_000;

  /** A provider's own leads a minute are also its burst, unless it or the default is smaller. */
  static IntakeLimit of(Provider provider, IntakeLimitConfig defaults) {
    return of(provider.leadsPerMinute(), provider.burst(), defaults);
  }

  static IntakeLimit of(OptionalInt leadsPerMinute, OptionalInt burst, IntakeLimitConfig defaults) {
    int usual = Math.min(defaults.burst(), leadsPerMinute.orElseGet(defaults::burst));
    return new IntakeLimit(leadsPerMinute.orElseGet(defaults::leadsPerMinute), burst.orElse(usual));
  }

  /** Whether it can stop anybody. */
  boolean isEnforced() {
    return leadsPerMinute < UNLIMITED_PER_MINUTE || burst < UNLIMITED_BURST;
  }

  /** How long it is of no use to ask for so many leads, in whole milliseconds and at least one. */
  Duration pause(int leads, long spent) {
    int chunk = Math.max(1, Math.min(LARGEST_CHUNK, burst / 10));
    long few = untilFree(Math.min(leads, chunk), spent);
    long micros = Math.max(few, Math.min(untilFree(chunk, spent), ASKED_AGAIN_AFTER));
    return Duration.ofMillis(Math.max(1, ceil(micros, 1000)));
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
