package io.leadloop.push.delivery;

import io.leadloop.push.EndpointState;
import io.leadloop.push.queue.AnswerMeaning;
import io.leadloop.push.queue.DeliveryRecord;
import io.leadloop.push.queue.RetrySchedule;
import io.leadloop.push.wire.PushReply;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How an endpoint takes its events: how many at once, when to stop sending, and when to look again.
 * It is the endpoint's circuit breaker; its state is stored with the endpoint, so all replicas
 * share it.
 */
final class EndpointHealth {
  private static final int LEADS_IN_A_ROW = 3;
  private static final int SUCCESSES_PER_STEP = 100;
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_GUESS = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 10;

  private final ClaimedEndpoint claimed;
  private final RetrySchedule schedule;
  private final Duration disableAfter;
  private final Clock clock;
  private final Set<UUID> failedInARow;
  private int maxInFlight;
  private int inFlight;
  private int successes;
  private boolean succeeded;
  private int failures;
  private String error;
  private Stop stop = Stop.NONE;
  private Duration wait = Duration.ZERO;

  /**
   * @param earlier the counts of earlier leases
   * @param disableAfter a failure that lasts so long disables the endpoint
   */
  EndpointHealth(
      ClaimedEndpoint claimed,
      RecoveryCounts.Counts earlier,
      Duration disableAfter,
      RetrySchedule schedule,
      Clock clock) {
    this.claimed = claimed;
    this.successes = earlier.successes();
    this.failedInARow = new HashSet<>(earlier.failedInARow());
    this.schedule = schedule;
    this.disableAfter = disableAfter;
    this.clock = clock;
    this.maxInFlight = claimed.maxInFlight();
    this.inFlight = Math.min(claimed.inFlight(), maxInFlight);
    this.failures = claimed.failures();
  }

  /** Leads at once; one event probes a failing endpoint. */
  int inFlight() {
    return isProbing() ? 1 : inFlight;
  }

  /** Whether one event probes the failing endpoint. */
  boolean isProbing() {
    return claimed.state() == EndpointState.FAILING && !succeeded;
  }

  void limitTo(int changed) {
    maxInFlight = changed;
    inFlight = Math.min(inFlight, changed);
  }

  /** Whether anything more is sent under this lease. */
  boolean isStopped() {
    return stop != Stop.NONE;
  }

  /** Whether an endpoint that failed before has acknowledged an event. */
  boolean hasRecovered() {
    return succeeded && claimed.state() == EndpointState.FAILING;
  }

  void ended(UUID lead, AnswerMeaning meaning, PushReply reply) {
    if (meaning == AnswerMeaning.DELIVERED) {
      succeed();
      return;
    }
    error = DeliveryRecord.statusLineOf(reply);
    switch (meaning) {
      case GONE -> stop(Stop.GONE, Duration.ZERO);
      case SLOW_DOWN -> slowDown(reply);
      case ENDPOINT -> fail();
      case EITHER -> {
        if (stop != Stop.FAILING) {
          failedInARow.add(lead);
        }
        if (failedInARow.size() >= LEADS_IN_A_ROW || isProbing()) {
          fail();
        }
      }
      default -> succeedButRefused();
    }
  }

  private void succeed() {
    recover();
    succeeded = true;
    failures = 0;
    failedInARow.clear();
    successes = inFlight < maxInFlight ? successes + 1 : 0;
    if (successes >= SUCCESSES_PER_STEP) {
      successes = 0;
      inFlight++;
    }
  }

  /** It reads and refuses events, so it can be reached. */
  private void succeedButRefused() {
    failedInARow.clear();
    if (isProbing()) {
      recover();
      succeeded = true;
      failures = 0;
    }
  }

  /** The lease ends, so that the endpoint is shown as active, and it is claimed again at once. */
  private void recover() {
    if (isProbing()) {
      stop(Stop.RECOVERED, Duration.ZERO);
    }
  }

  /** The calls in flight may all be answered so; they are one failure. */
  private void slowDown(PushReply reply) {
    if (stop != Stop.NONE) {
      return;
    }
    failures++;
    successes = 0;
    inFlight = Math.max(1, inFlight / 2);
    stop(Stop.PAUSE, asked(reply).orElseGet(this::guess));
  }

  private static Optional<Duration> asked(PushReply reply) {
    return reply.answer().flatMap(PushReply.Answered::retryAfter).map(EndpointHealth::bounded);
  }

  private static Duration bounded(Duration asked) {
    if (asked.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
  }

  private Duration guess() {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST_GUESS) > 0 ? LONGEST_GUESS : doubled;
  }

  private void fail() {
    if (stop == Stop.NONE || stop == Stop.PAUSE) {
      failures += stop == Stop.NONE ? 1 : 0;
      failedInARow.clear();
      stop(Stop.FAILING, schedule.afterFailure(failures));
    }
  }

  private void stop(Stop why, Duration until) {
    stop = why;
    wait = until;
  }

  /** What the next lease continues from. */
  RecoveryCounts.Counts counts() {
    return new RecoveryCounts.Counts(successes, failedInARow);
  }

  Release release() {
    return new Release(wait, inFlight, failures, succeeded, error, state());
  }

  private EndpointState state() {
    return switch (stop) {
      case GONE -> EndpointState.GONE;
      case FAILING -> isOver() ? EndpointState.DISABLED : EndpointState.FAILING;
      case PAUSE -> isOver() ? EndpointState.DISABLED : unlessFailing();
      case NONE, RECOVERED -> unlessFailing();
    };
  }

  private EndpointState unlessFailing() {
    return isProbing() ? EndpointState.FAILING : EndpointState.ACTIVE;
  }

  private boolean isOver() {
    return !succeeded
        && claimed
            .failingSince()
            .filter(since -> since.plus(disableAfter).isBefore(clock.instant()))
            .isPresent();
  }

  /**
   * The health that a replica records when it ends its lease.
   *
   * @param pause until the endpoint is looked at again
   * @param inFlight leads at once from then on
   * @param failures of the endpoint in a row; 0 after a success
   * @param error of the last failure; null if there was none
   */
  record Release(
      Duration pause,
      int inFlight,
      int failures,
      boolean succeeded,
      String error,
      EndpointState state) {}

  private enum Stop {
    NONE,
    RECOVERED,
    PAUSE,
    FAILING,
    GONE
  }
}
