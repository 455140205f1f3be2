package io.leadloop.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.schedule.Backoff;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Throttles guessing of keys. After a few rejections of one client each further one names a wait
 * that doubles, and its keys are no longer looked up. OIDC tokens count like keys. A valid key is
 * never rejected, so an attacker cannot lock out others behind the same address.
 */
@Singleton
class FailureThrottle {
  private static final Backoff WAITS = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(256));
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
  private static final int MAX_CLIENTS = 100_000;

  /** No second that {@link System#nanoTime} counts. */
  private static final long NONE = Long.MIN_VALUE;

  /**
   * Of all clients of a replica together: beyond them, keys that are not valid no longer cost the
   * database anything. It makes no client wait longer.
   */
  private static final int FREE_FAILURES_PER_SECOND = 100;

  private final LongSupplier nanoTime;
  private final int freeFailures;
  private final int freeFailuresPerSecond;
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder().maximumSize(MAX_CLIENTS).expireAfterWrite(FORGOTTEN_AFTER).build();

  private long second = NONE;
  private int inSecond;
  private volatile long usedUpSecond = NONE;

  @Inject
  FailureThrottle(AccessConfig config) {
    this(config.freeFailures(), FREE_FAILURES_PER_SECOND, System::nanoTime);
  }

  /**
   * @param nanoTime as {@link System#nanoTime}, which no correction of the time of day moves
   */
  FailureThrottle(int freeFailures, int freeFailuresPerSecond, LongSupplier nanoTime) {
    this.freeFailures = freeFailures;
    this.freeFailuresPerSecond = freeFailuresPerSecond;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts a rejection of the client; what to answer if it has to wait: the code, and for how long.
   *
   * @param what was refused, in the plural
   */
  Optional<ProblemException> refuse(String client, ErrorCode code, String what) {
    Optional<Duration> wait = waitOf(client);
    failed(client);
    return wait.map(
        duration ->
            ProblemException.passing(
                code,
                "Too many %s were refused. Use a valid one, or come back later.".formatted(what),
                duration.plusSeconds(1)));
  }

  /** Counts a rejection of the client. */
  void failed(String client) {
    failures.asMap().compute(client, (c, known) -> next(known == null ? Failures.NONE : known));
    countOverall();
  }

  /**
   * Whether to avoid look-ups for the client's keys: it, or all clients together in this second,
   * exceeded the free failures.
   */
  boolean isOver(String client) {
    Failures known = failures.getIfPresent(client);
    int count = known == null ? 0 : known.count();
    return count >= freeFailures || usedUpSecond == currentSecond();
  }

  /** Whether there were no recent rejections. */
  boolean isIdle() {
    return freeFailures > 0 && failures.asMap().isEmpty();
  }

  /** The remaining wait of a client with too many failures. */
  Optional<Duration> waitOf(String client) {
    return Optional.ofNullable(failures.getIfPresent(client))
        .map(known -> known.rest(nanoTime.getAsLong()))
        .filter(rest -> rest.compareTo(Duration.ZERO) > 0);
  }

  private Failures next(Failures known) {
    int count = known.count() + 1;
    int over = count - freeFailures;
    Duration wait = over <= 0 ? Duration.ZERO : WAITS.after(over);
    return new Failures(count, nanoTime.getAsLong(), wait);
  }

  private synchronized void countOverall() {
    long now = currentSecond();
    inSecond = now == second ? inSecond + 1 : 1;
    second = now;
    if (inSecond >= freeFailuresPerSecond) {
      usedUpSecond = now;
    }
  }

  private long currentSecond() {
    return Math.floorDiv(nanoTime.getAsLong(), TimeUnit.SECONDS.toNanos(1));
  }

  /**
   * @param lastAt the {@link System#nanoTime} of the last one
   * @param delay from then on
   */
  private record Failures(int count, long lastAt, Duration delay) {
    static final Failures NONE = new Failures(0, 0, Duration.ZERO);

    Duration rest(long now) {
      return delay.minusNanos(now - lastAt);
    }
  }
}
