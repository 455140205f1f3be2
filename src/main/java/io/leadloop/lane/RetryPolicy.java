package io.leadloop.lane;

import io.leadloop.lane.RetryDecision.Next;
import io.leadloop.oplead.answer.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Decides what follows from Oplead's answer ({@code src/docs/oplead.md}): a pure function of the
 * outcome, the number of the attempt and a source of chance.
 */
public final class RetryPolicy {
  private static final double JITTER = 0.2;
  private static final int MOST_DOUBLINGS = 30;
  private static final Duration LONGEST_UNCERTAIN_WAIT = Duration.ofHours(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  /** The longest pause where Oplead does not say how long to wait. */
  private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(5);

  private final CallConfig config;
  private final DoubleSupplier chance;

  /**
   * @param chance numbers from 0 to 1, for the jitter
   */
  public RetryPolicy(CallConfig config, DoubleSupplier chance) {
    this.config = config;
    this.chance = chance;
  }

  /**
   * @param attempt 1 for the first
   */
  public RetryDecision decide(Outcome outcome, int attempt) {
    if (outcome instanceof Outcome.Accepted) {
      return end(Next.DONE, Optional.empty());
    } else if (outcome instanceof Outcome.Refused refused) {
      return end(Next.REFUSED, Optional.of(refused.reason()));
    } else if (outcome instanceof Outcome.TokenRefused refused) {
      return new RetryDecision(
          Next.HELD, Optional.empty(), false, Optional.of(refused.reason()), new LaneEffect.Stop());
    } else if (outcome instanceof Outcome.Throttled throttled) {
      return inItsPlace(Next.QUEUED, "Oplead asked to wait", pause(throttled));
    } else if (outcome instanceof Outcome.NotAsked spared) {
      return inItsPlace(
          Next.QUEUED, spared.reason(), new LaneEffect.Sleep(spared.pause(), spared.reason()));
    } else if (outcome instanceof Outcome.Absent) {
      return inItsPlace(Next.UNCERTAIN, "Oplead does not have it", new LaneEffect.None());
    } else if (outcome instanceof Outcome.Unavailable unavailable) {
      Duration wait = atLeast(backoff(attempt), unavailable.retryAfter());
      return again(Next.QUEUED, wait, unavailable.reason());
    }
    Outcome.Unknown unknown = (Outcome.Unknown) outcome;
    return again(Next.UNCERTAIN, uncertainWait(attempt), unknown.reason());
  }

  /** For how long a callback is waited for: twice as long each time. */
  private Duration uncertainWait(int attempt) {
    Duration first = config.uncertainWait();
    return doubled(first, attempt, longer(first, LONGEST_UNCERTAIN_WAIT));
  }

  /** Never shorter than the unit of {@code Retry-After}, or the lane would ask again at once. */
  public LaneEffect pause(Outcome.Throttled throttled) {
    Duration asked = throttled.retryAfter().orElse(shorter(config.backoffInitial(), UNTOLD_PAUSE));
    Duration pause = asked.compareTo(SHORTEST_PAUSE) > 0 ? asked : SHORTEST_PAUSE;
    return throttled.tooMany()
        ? new LaneEffect.Throttle(pause)
        : new LaneEffect.Sleep(pause, "Oplead is unavailable and asked to wait (503)");
  }

  /** The schedule's wait, doubling from the initial to the longest, and up to a fifth more. */
  public Duration backoff(int attempt) {
    long scheduled = doubled(config.backoffInitial(), attempt, config.backoffMax()).toMillis();
    return Duration.ofMillis(scheduled + (long) (scheduled * JITTER * chance.getAsDouble()));
  }

  private static Duration doubled(Duration first, int attempt, Duration longest) {
    long doubled = first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
    boolean isShorter = doubled > 0 && doubled < longest.toMillis() || first.isZero();
    return isShorter ? Duration.ofMillis(doubled) : longest;
  }

  private static Duration atLeast(Duration scheduled, Optional<Duration> asked) {
    return asked.map(wait -> longer(wait, scheduled)).orElse(scheduled);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static RetryDecision end(Next next, Optional<String> error) {
    return new RetryDecision(next, Optional.empty(), true, error, new LaneEffect.None());
  }

  private static RetryDecision again(Next next, Duration wait, String error) {
    return new RetryDecision(
        next, Optional.of(wait), true, Optional.of(error), new LaneEffect.None());
  }

  /** Not an attempt: the lead is due at once, before all that came after it. */
  private static RetryDecision inItsPlace(Next next, String error, LaneEffect lane) {
    return new RetryDecision(next, Optional.of(Duration.ZERO), false, Optional.of(error), lane);
  }
}
