package io.leadloop.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.provider.ProviderId;
import io.leadloop.push.EndpointId;
import io.leadloop.push.EndpointState;
import io.leadloop.push.delivery.RecoveryCounts.Counts;
import io.leadloop.push.queue.AnswerMeaning;
import io.leadloop.push.queue.EventFilter;
import io.leadloop.push.queue.RetrySchedule;
import io.leadloop.push.wire.PushReply;
import io.leadloop.store.CommitCursor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndpointHealthTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final EndpointId ENDPOINT = new EndpointId(new UUID(0, 1));
  private static final Duration DISABLE_AFTER = Duration.ofDays(5);
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(
          List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5)), () -> 0.5);

  private final EndpointHealth active = health(EndpointState.ACTIVE, 0, null);

  @Test
  void aPauseThatIsAskedForIsKeptWithinASecondAndAnHour() {
    assertThat(pauseAskedFor(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
    assertThat(pauseAskedFor(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pauseAskedFor(Duration.ofDays(2))).isEqualTo(Duration.ofHours(1));
  }

  private static Duration pauseAskedFor(Duration asked) {
    EndpointHealth health = health(EndpointState.ACTIVE, 0, null);
    health.ended(lead(1), AnswerMeaning.SLOW_DOWN, answer(429, asked));
    return health.release().pause();
  }

  @Test
  void aPauseThatIsNotAskedForDoublesAndHalvesThePace() {
    active.ended(lead(1), AnswerMeaning.SLOW_DOWN, answer(503, null));
    active.ended(lead(2), AnswerMeaning.SLOW_DOWN, answer(503, null));
    assertThat(active.isStopped()).isTrue();
    assertThat(active.release())
        .isEqualTo(
            new EndpointHealth.Release(
                Duration.ofSeconds(5), 4, 1, false, "HTTP 503", EndpointState.ACTIVE));
    EndpointHealth later = health(EndpointState.ACTIVE, 20, NOW.minusSeconds(60));
    later.ended(lead(1), AnswerMeaning.SLOW_DOWN, answer(503, null));
    assertThat(later.release().pause()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void thePaceRecoversByOneForEachHundredSuccesses() {
    EndpointHealth slow = slow(0);
    deliver(slow, 199);
    assertThat(slow.inFlight()).isEqualTo(3);
    deliver(slow, 1);
    assertThat(slow.inFlight()).isEqualTo(4);
  }

  /** Regression: each lease counted from zero, so that few events at a time left it slow. */
  @Test
  void successesOfSeveralLeasesCountTogether() {
    EndpointHealth first = slow(0);
    deliver(first, 60);
    RecoveryCounts counts = new RecoveryCounts();
    counts.keep(ENDPOINT, first.counts());
    EndpointHealth second = slow(counts.of(ENDPOINT).successes());
    deliver(second, 40);
    assertThat(second.inFlight()).isEqualTo(3);
    counts.keep(ENDPOINT, second.counts());
    assertThat(counts.of(ENDPOINT)).isEqualTo(Counts.NONE);
  }

  @Test
  void successesBeforeASlowDownOrAtFullPaceDoNotCount() {
    EndpointHealth slow = slow(60);
    slow.ended(lead(1), AnswerMeaning.SLOW_DOWN, answer(429, null));
    assertThat(slow.counts().successes()).isZero();
    deliver(active, 60);
    assertThat(active.counts().successes()).isZero();
  }

  private static EndpointHealth slow(int successes) {
    return new EndpointHealth(
        claimed(EndpointState.ACTIVE, 2, 0, null),
        new Counts(successes, Set.of()),
        DISABLE_AFTER,
        SCHEDULE,
        clock());
  }

  private static void deliver(EndpointHealth health, int events) {
    for (int i = 0; i < events; i++) {
      health.ended(lead(i), AnswerMeaning.DELIVERED, answer(204, null));
    }
  }

  @Test
  void threeLeadsInARowMakeItFail() {
    active.ended(lead(1), AnswerMeaning.EITHER, answer(500, null));
    active.ended(lead(1), AnswerMeaning.EITHER, answer(500, null));
    active.ended(lead(2), AnswerMeaning.EITHER, answer(500, null));
    assertThat(active.isStopped()).isFalse();
    active.ended(lead(3), AnswerMeaning.EITHER, answer(500, null));
    assertThat(active.release().state()).isEqualTo(EndpointState.FAILING);
    assertThat(active.release().pause()).isEqualTo(Duration.ofSeconds(5));
  }

  /** Regression: each lease counted from none, so an endpoint with few events never failed. */
  @Test
  void threeLeadsInARowOfSeveralLeasesMakeItFail() {
    EndpointHealth first = after(Counts.NONE);
    first.ended(lead(1), AnswerMeaning.EITHER, answer(500, null));
    EndpointHealth second = after(first.counts());
    second.ended(lead(1), AnswerMeaning.EITHER, answer(500, null));
    second.ended(lead(2), AnswerMeaning.EITHER, answer(500, null));
    assertThat(second.isStopped()).isFalse();
    EndpointHealth third = after(second.counts());
    third.ended(lead(3), AnswerMeaning.EITHER, answer(500, null));
    third.ended(lead(4), AnswerMeaning.EITHER, answer(500, null));
    assertThat(third.release().state()).isEqualTo(EndpointState.FAILING);
    assertThat(third.counts()).as("it begins to count again").isEqualTo(Counts.NONE);
  }

  @Test
  void aSuccessOrARefusalUnderALaterLeaseForgetsTheLeadsThatFailed() {
    for (AnswerMeaning reached : List.of(AnswerMeaning.DELIVERED, AnswerMeaning.EVENT)) {
      EndpointHealth later = after(new Counts(0, Set.of(lead(1), lead(2))));
      later.ended(lead(3), reached, answer(200, null));
      assertThat(later.counts()).isEqualTo(Counts.NONE);
    }
  }

  private static EndpointHealth after(Counts earlier) {
    return new EndpointHealth(
        claimed(EndpointState.ACTIVE, 8, 0, null), earlier, DISABLE_AFTER, SCHEDULE, clock());
  }

  @Test
  void aSuccessBetweenThemKeepsItActive() {
    active.ended(lead(1), AnswerMeaning.EITHER, answer(500, null));
    active.ended(lead(2), AnswerMeaning.EITHER, answer(500, null));
    active.ended(lead(4), AnswerMeaning.DELIVERED, answer(200, null));
    active.ended(lead(3), AnswerMeaning.EITHER, answer(500, null));
    assertThat(active.isStopped()).isFalse();
  }

  @Test
  void aRefusedEventIsNoFaultOfTheEndpoint() {
    for (int i = 0; i < 10; i++) {
      active.ended(lead(i), AnswerMeaning.EVENT, answer(422, null));
    }
    assertThat(active.isStopped()).isFalse();
  }

  @Test
  void oneEventProbesAFailingEndpointAndASuccessEndsIt() {
    EndpointHealth failing = health(EndpointState.FAILING, 3, NOW.minusSeconds(600));
    assertThat(failing.inFlight()).isEqualTo(1);
    failing.ended(lead(1), AnswerMeaning.DELIVERED, answer(200, null));
    assertThat(failing.hasRecovered()).isTrue();
    assertThat(failing.release())
        .isEqualTo(
            new EndpointHealth.Release(Duration.ZERO, 8, 0, true, null, EndpointState.ACTIVE));
  }

  @Test
  void aProbeThatFailsWaitsLonger() {
    EndpointHealth failing = health(EndpointState.FAILING, 1, NOW.minusSeconds(600));
    failing.ended(lead(1), AnswerMeaning.EITHER, answer(500, null));
    assertThat(failing.release().pause()).isEqualTo(Duration.ofMinutes(5));
    assertThat(failing.release().failures()).isEqualTo(2);
  }

  @Test
  void fiveDaysWithoutASuccessDisableIt() {
    EndpointHealth failing =
        health(EndpointState.FAILING, 9, NOW.minus(DISABLE_AFTER).minusSeconds(1));
    failing.ended(lead(1), AnswerMeaning.ENDPOINT, answer(404, null));
    assertThat(failing.release().state()).isEqualTo(EndpointState.DISABLED);
    EndpointHealth almost =
        health(EndpointState.FAILING, 9, NOW.minus(DISABLE_AFTER).plusSeconds(1));
    almost.ended(lead(1), AnswerMeaning.ENDPOINT, answer(404, null));
    assertThat(almost.release().state()).isEqualTo(EndpointState.FAILING);
  }

  @Test
  void aGoneEndpointStops() {
    active.ended(lead(1), AnswerMeaning.GONE, answer(410, null));
    assertThat(active.release().state()).isEqualTo(EndpointState.GONE);
  }

  private static EndpointHealth health(EndpointState state, int failures, Instant failingSince) {
    return new EndpointHealth(
        claimed(state, 8, failures, failingSince), Counts.NONE, DISABLE_AFTER, SCHEDULE, clock());
  }

  private static ClaimedEndpoint claimed(
      EndpointState state, int inFlight, int failures, Instant failingSince) {
    return new ClaimedEndpoint(
        ENDPOINT,
        new ProviderId(new UUID(0, 2)),
        "provider",
        null,
        EventFilter.of(null, null),
        state,
        CommitCursor.START,
        1,
        1,
        8,
        inFlight,
        failures,
        Optional.ofNullable(failingSince));
  }

  private static PushReply answer(int status, Duration retryAfter) {
    return new PushReply.Answered(
        status, Optional.ofNullable(retryAfter), new byte[0], Duration.ZERO);
  }

  private static UUID lead(int number) {
    return new UUID(1, number);
  }

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }
}
