package io.leadloop.admin.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.admin.AdminLead;
import io.leadloop.admin.lead.LeadWait.Reason;
import io.leadloop.lane.status.LaneStatus;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a lead waits, from its state and its lane's. */
class LeadWaitTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
  private static final Instant CHANGED = NOW.minusSeconds(600);
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void aQueuedLeadWaitsForItsTurn() {
    LeadWait wait = waits(lead(LeadState.QUEUED, CHANGED), open(37));
    assertThat(wait.reason()).isEqualTo(Reason.TURN);
    assertThat(wait.used()).isEqualTo(37);
    assertThat(wait.quota()).isEqualTo(100);
    assertThat(wait.waiting()).isEqualTo(811);
  }

  @Test
  void orForTheQuotaWhichKeepsOneForAdministrators() {
    assertThat(waits(lead(LeadState.QUEUED, CHANGED), open(99)).reason()).isEqualTo(Reason.QUOTA);
    assertThat(waits(lead(LeadState.QUEUED, CHANGED), open(98)).reason()).isEqualTo(Reason.TURN);
  }

  @Test
  void orForItsNextAttempt() {
    LeadWait wait = waits(lead(LeadState.QUEUED, NOW.plus(SOON)), open(100));
    assertThat(wait.reason()).isEqualTo(Reason.RETRY);
    assertThat(wait.until()).isEqualTo(NOW.plus(SOON));
    assertThat(wait.detail()).isEqualTo("HTTP 503");
  }

  @Test
  void orForItsLaneToEndItsRest() {
    LaneStatus resting = lane("open", Optional.empty(), 3, Optional.of(NOW.plus(SOON)));
    LeadWait wait = waits(lead(LeadState.QUEUED, NOW.plusSeconds(1)), resting);
    assertThat(wait.reason()).isEqualTo(Reason.REST);
    assertThat(wait.until()).isEqualTo(NOW.plus(SOON));
    assertThat(wait.detail()).isEqualTo("Oplead asked to wait");
    assertThat(waits(lead(LeadState.QUEUED, NOW.plus(SOON).plusSeconds(1)), resting).reason())
        .isEqualTo(Reason.RETRY);
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "HELD", "UNCERTAIN"})
  void aStoppedLaneComesFirst(LeadState state) {
    LeadWait paused = waits(lead(state, NOW.plus(SOON)), stopped("paused"));
    assertThat(paused.reason()).isEqualTo(Reason.RESUME);
    assertThat(paused.detail()).isEqualTo("why");
    LeadWait refused = waits(lead(state, NOW.plus(SOON)), stopped("token_refused"));
    assertThat(refused.reason()).isEqualTo(Reason.TOKEN);
    assertThat(refused.since()).isEqualTo(state == LeadState.HELD ? CHANGED : null);
  }

  @Test
  void aHeldLeadOfAnOpenLaneIsAboutToBeReleased() {
    assertThat(waits(lead(LeadState.HELD, null), open(0)).reason()).isEqualTo(Reason.RELEASE);
  }

  @Test
  void anUncertainLeadWaitsForACallbackOrForSomebody() {
    LeadWait callback = waits(lead(LeadState.UNCERTAIN, NOW.plus(SOON)), open(0));
    assertThat(callback.reason()).isEqualTo(Reason.CALLBACK);
    assertThat(callback.until()).isEqualTo(NOW.plus(SOON));
    assertThat(waits(lead(LeadState.UNCERTAIN, null), stopped("paused")).reason())
        .isEqualTo(Reason.DECISION);
  }

  @Test
  void aForwardedLeadWaitsForItsFirstStatusIfOneComes() {
    assertThat(waits(lead(LeadState.FORWARDED, null), open(0)).reason()).isEqualTo(Reason.STATUS);
    assertThat(LeadWait.of(lead(LeadState.FORWARDED, null), open(0), false, NOW)).isEmpty();
    LeadStatus won = new LeadStatus("won", "Gagné", NOW);
    assertThat(LeadWait.of(lead(LeadState.FORWARDED, null, won), open(0), true, NOW)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"REJECTED", "EXPIRED"})
  void aLeadThatHasEndedWaitsForNothing(LeadState state) {
    assertThat(LeadWait.of(lead(state, null), stopped("paused"), true, NOW)).isEmpty();
  }

  @Test
  void oneThatIsBeingSentWaitsForTheAnswer() {
    assertThat(waits(lead(LeadState.FORWARDING, null), stopped("paused")).reason())
        .isEqualTo(Reason.ANSWER);
  }

  private static LeadWait waits(AdminLead lead, LaneStatus lane) {
    return LeadWait.of(lead, lane, true, NOW).orElseThrow();
  }

  private static LaneStatus open(int used) {
    return lane("open", Optional.empty(), used, Optional.empty());
  }

  private static LaneStatus stopped(String state) {
    return lane(state, Optional.of("why"), 0, Optional.empty());
  }

  private static LaneStatus lane(
      String state, Optional<String> why, int used, Optional<Instant> sleepsUntil) {
    return new LaneStatus(
        state,
        why,
        811,
        0,
        Optional.of(CHANGED),
        100,
        used,
        Optional.empty(),
        sleepsUntil,
        sleepsUntil.map(end -> "Oplead asked to wait"),
        "closed");
  }

  private static AdminLead lead(LeadState state, Instant nextAttemptAt) {
    return lead(state, nextAttemptAt, null);
  }

  private static AdminLead lead(LeadState state, Instant nextAttemptAt, LeadStatus status) {
    return new AdminLead(
        new LeadId(UUID.fromString("0198c0de-0000-7000-8000-000000000000")),
        "atelier-demo",
        "LP-1",
        "cuisines-durand",
        state,
        null,
        status,
        1,
        "HTTP 503",
        nextAttemptAt,
        CHANGED,
        CHANGED,
        null,
        null,
        null,
        null);
  }
}
