package io.leadloop.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down whoever tries one key after the other. After a few refusals from one client each
 * further one has to wait for a time that doubles. OIDC tokens count as keys do. A valid one is
 * never refused, wherever it comes from: an attacker behind the same address locks nobody out.
 */
@Singleton
class FailureThrottle {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 8;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
  private static final int CLIENTS = 100_000;

  /**
   * Of all clients of a replica together: beyond them, keys that are not valid no longer cost the
   * database anything. It makes no client wait longer.
   */
  private static final int FREE_FAILURES_PER_SECOND = 100;

  private final Clock clock;
  private final int freeFailures;
  private final int freeFailuresPerSecond;
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder().maximumSize(CLIENTS).expireAfterWrite(FORGOTTEN_AFTER).build();

  private long second;
  private int inSecond;
  private volatile long usedUpSecond;

  @Inject
  FailureThrottle(AccessConfig config, Clock clock) {
    this(config.freeFailures(), FREE_FAILURES_PER_SECOND, clock);
  }

  FailureThrottle(int freeFailures, int freeFailuresPerSecond, Clock clock) {
    this.freeFailures = freeFailures;
    this.freeFailuresPerSecond = freeFailuresPerSecond;
    this.clock = clock;
  }

  /** One more refusal of that client. */
  void failed(String client) {
    failures
        .asMap()
        .compute(client, (c, known) -> anotherAfter(known == null ? Failures.NONE : known));
    countOverall();
  }

  /**
   * Whether a key of that client may no longer cost a look-up: it had its refusals, or all clients
   * together have had theirs for this second.
   */
  boolean isOver(String client) {
    Failures known = failures.getIfPresent(client);
    int count = known == null ? 0 : known.count();
    return count >= freeFailures || usedUpSecond == clock.instant().getEpochSecond();
  }

  /** Whether nobody was refused of late, so that there is nothing to ask of a client. */
  boolean isIdle() {
    return freeFailures > 0 && failures.asMap().isEmpty();
  }

  /** How long a client that failed too often has to wait before it may fail again. */
  Optional<Duration> waitOf(String client) {
    Failures known = failures.getIfPresent(client);
    if (known == null || !known.until().isAfter(clock.instant())) {
      return Optional.empty();
    }
    return Optional.of(Duration.between(clock.instant(), known.until()));
  }

  private Failures anotherAfter(Failures known) {
    int count = known.count() + 1;
    int over = count - freeFailures;
    return new Failures(count, over <= 0 ? Instant.MIN : clock.instant().plus(wait(over)));
  }

  private static Duration wait(int over) {
    return FIRST_WAIT.multipliedBy(1L << Math.min(over - 1, MOST_DOUBLINGS));
  }

  private synchronized void countOverall() {
    long now = clock.instant().getEpochSecond();
    inSecond = now == second ? inSecond + 1 : 1;
    second = now;
    if (inSecond >= freeFailuresPerSecond) {
      usedUpSecond = now;
    }
  }

  /**
   * @param until when it may fail again
   */
  private record Failures(int count, Instant until) {
    static final Failures NONE = new Failures(0, Instant.MIN);
  }
}
