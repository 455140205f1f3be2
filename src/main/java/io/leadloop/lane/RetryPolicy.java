package io.leadloop.lane;

import io.leadloop.lane.RetryDecision.Next;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.schedule.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Decides what follows from Oplead's answer ({@code src/docs/administrator/oplead.md}): a pure
 * function of the outcome, the number of the attempt and a source of chance.
 */
public final class RetryPolicy {
  private static final Duration LONGEST_UNCERTAIN_WAIT = Duration.ofHours(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  /** The longest pause where Oplead does not say how long to wait. */
  private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(5);

  private final Duration untoldPause;
  private final Backoff waits;

  /** How long a callback is waited for. */
  private final Backoff uncertainWaits;

  private final DoubleSupplier chance;

  /**
   * @param chance numbers from 0 to 1, for the jitter
   */
  public RetryPolicy(CallConfig config, DoubleSupplier chance) {
    this.untoldPause = shorter(config.backoffInitial(), UNTOLD_PAUSE);
    this.waits = new Backoff(config.backoffInitial(), config.backoffMax());
    this.uncertainWaits =
        new Backoff(config.uncertainWait(), longer(config.uncertainWait(), LONGEST_UNCERTAIN_WAIT));
    this.chance = chance;
  }

  /**
   * @param attempt 1 for the first
   */
  public RetryDecision decide(Outcome outcome, int attempt) {
    return switch (outcome.kind()) {
      case ACCEPTED, READ -> end(Next.DONE, Optional.empty());
      case REFUSED -> end(Next.REFUSED, Optional.of(outcome.reason()));
      case TOKEN_REFUSED -> held(outcome.reason());
      case THROTTLED ->
          inItsPlace(Next.QUEUED, "Oplead asked to wait", pause((Outcome.Throttled) outcome));
      case NOT_ASKED -> notAsked((Outcome.NotAsked) outcome);
      case ABSENT -> inItsPlace(Next.UNCERTAIN, "Oplead does not have it", new LaneEffect.None());
      case UNAVAILABLE -> unavailable((Outcome.Unavailable) outcome, attempt);
      case UNKNOWN -> again(Next.UNCERTAIN, uncertainWaits.after(attempt), outcome.reason());
    };
  }

  private static RetryDecision held(String reason) {
    return new RetryDecision(
        Next.HELD, Optional.empty(), false, Optional.of(reason), new LaneEffect.Stop());
  }

  private static RetryDecision notAsked(Outcome.NotAsked spared) {
    return inItsPlace(
        Next.QUEUED, spared.reason(), new LaneEffect.Sleep(spared.pause(), spared.reason()));
  }

  private RetryDecision unavailable(Outcome.Unavailable outcome, int attempt) {
    Duration wait = atLeast(waits.after(attempt, chance), outcome.retryAfter());
    return again(Next.QUEUED, wait, outcome.reason());
  }

  /** Never shorter than the unit of {@code Retry-After}, or the lane would ask again at once. */
  public LaneEffect pause(Outcome.Throttled throttled) {
    Duration asked = throttled.retryAfter().orElse(untoldPause);
    Duration pause = asked.compareTo(SHORTEST_PAUSE) > 0 ? asked : SHORTEST_PAUSE;
    return throttled.tooMany()
        ? new LaneEffect.Throttle(pause)
        : new LaneEffect.Sleep(pause, "Oplead is unavailable and asked to wait (503)");
  }

  /** The schedule's wait after that many failures, with jitter. */
  public Duration backoff(int attempt) {
    return waits.after(attempt, chance);
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
