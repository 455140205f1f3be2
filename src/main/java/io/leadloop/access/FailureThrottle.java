package io.leadloop.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down whoever tries one key after the other. After a few failures from one address each
 * further one is refused for a while that doubles. OIDC tokens count as keys do. A valid one is
 * never refused, wherever it comes from: an attacker behind the same address locks nobody out.
 */
@Singleton
class FailureThrottle {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 8;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
  private static final int REMEMBERED = 100_000;

  private final Clock clock;
  private final int freeFailures;
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(FORGOTTEN_AFTER).build();

  FailureThrottle(AccessConfig config, Clock clock) {
    this.freeFailures = config.freeFailures();
    this.clock = clock;
  }

  /** One more failure from that address. */
  void failed(String address) {
    failures
        .asMap()
        .compute(address, (a, known) -> anotherAfter(known == null ? Failures.NONE : known));
  }

  /** How long an address that failed too often has to wait before it may fail again. */
  Optional<Duration> waitOf(String address) {
    Failures known = failures.getIfPresent(address);
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

  /**
   * @param until when it may fail again
   */
  private record Failures(int count, Instant until) {
    static final Failures NONE = new Failures(0, Instant.MIN);
  }
}
