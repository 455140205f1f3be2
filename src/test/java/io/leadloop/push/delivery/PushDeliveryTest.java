package io.leadloop.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.push.DeliveryState;
import io.leadloop.push.EndpointState;
import io.leadloop.push.delivery.PushTester.Pushed;
import io.leadloop.push.endpoint.Delivery;
import io.leadloop.push.endpoint.StartPoint;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.receiver.ReceivedRequest;
import io.leadloop.simulator.receiver.Receiver;
import io.leadloop.simulator.receiver.ReceiverFault;
import io.leadloop.simulator.receiver.SimulatedReceiver;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.CapturedLog;
import io.leadloop.testing.GatewayTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events reach endpoints, whatever these answer: signed, each lead's in order, none lost. */
@GatewayTest
class PushDeliveryTest {
  @Inject PushTester tester;
  @Inject Vertx vertx;
  @Inject MeterRegistry metrics;

  private final CapturedLog log = CapturedLog.start();
  private SimulatedReceiver server;

  @BeforeEach
  void start() {
    server = new SimulatedReceiver(vertx).startAndAwait();
  }

  @AfterEach
  void stop() {
    server.close();
    log.close();
  }

  @Test
  void eventsArriveOnceSignedAndInOrder() {
    Pushed pushed = tester.activate(server);
    List<CalledBackLead> leads = List.of(pushed.lead(3), pushed.lead(1), pushed.lead(2));
    awaitAccepted(pushed, leads.get(0), 4);
    awaitAccepted(pushed, leads.get(1), 2);
    awaitAccepted(pushed, leads.get(2), 3);
    assertThat(pushed.receiver().ledger().counts())
        .satisfies(
            counts -> {
              assertThat(counts.badSignatures()).as("the handshake's two").isEqualTo(2);
              assertThat(counts.repeated()).isZero();
              assertThat(counts.outOfOrder()).isZero();
            });
    await()
        .untilAsserted(
            () ->
                assertThat(pushed.deliveries(leads.get(0)))
                    .extracting(Delivery::state)
                    .containsOnly(DeliveryState.DELIVERED)
                    .hasSize(4));
  }

  @Test
  void aRefusedLeadWaitsWhileTheOthersGoOn() {
    Pushed pushed = tester.activate(server);
    CalledBackLead refused = pushed.lead();
    pushed
        .receiver()
        .fault(
            ReceiverFault.times(2, new FaultAction.AnswerWith(422))
                .onEvents()
                .ofLead(refused.id()));
    pushed.report(refused, 0);
    pushed.report(refused, 1);
    CalledBackLead other = pushed.lead(2);
    awaitAccepted(pushed, other, 3);
    awaitAccepted(pushed, refused, 3);
    assertThat(attempts(pushed, refused)).startsWith(1, 2, 3).containsSequence(3, 1, 1);
    await().until(() -> pushed.status().progress().leadsWaiting() == 0);
  }

  @Test
  void anEventIsGivenUpAfterItsLastAttemptAndItsLeadGoesOn() {
    Pushed pushed = tester.activate(server);
    CalledBackLead lead = pushed.lead();
    pushed
        .receiver()
        .fault(
            ReceiverFault.times(4, new FaultAction.AnswerWith(422)).onEvents().ofLead(lead.id()));
    pushed.report(lead, 0);
    await().untilAsserted(() -> assertThat(pushed.accepted(lead)).containsExactly(2L));
    await()
        .untilAsserted(
            () ->
                assertThat(pushed.deliveries(lead))
                    .extracting(Delivery::state)
                    .containsExactly(
                        DeliveryState.DELIVERED,
                        DeliveryState.GIVEN_UP,
                        DeliveryState.FAILED,
                        DeliveryState.FAILED,
                        DeliveryState.FAILED));
    assertThat(givenUp(pushed)).isEqualTo(1);
    assertThat(lines("event given up", pushed))
        .singleElement()
        .asString()
        .contains(" lead=" + lead.id() + " sequence=1 ", " attempts=4 status=422 ");
  }

  private double givenUp(Pushed pushed) {
    String provider = pushed.pair().provider().slug();
    return metrics.get("leadloop.push.given.up").tag("provider", provider).counter().count();
  }

  private List<String> lines(String start, Pushed pushed) {
    String ids = "provider=" + pushed.pair().provider().slug() + " endpoint=" + pushed.endpoint();
    return log.lines().stream().filter(line -> line.startsWith(start + " " + ids + " ")).toList();
  }

  @Test
  void aBusyEndpointIsLeftAloneAndLosesNothing() {
    Pushed pushed = tester.activate(server);
    pushed
        .receiver()
        .fault(
            ReceiverFault.times(
                    3, new FaultAction.AnswerWith(429, Optional.of("1"), Optional.empty()))
                .onEvents());
    CalledBackLead lead = pushed.lead(2);
    awaitAccepted(pushed, lead, 3);
    assertThat(attempts(pushed, lead)).as("none of these counts").containsOnly(1);
    assertThat(pushed.state()).isEqualTo(EndpointState.ACTIVE);
  }

  /** Regression: the pace stayed, and rose by one per hundred successes. */
  @Test
  void aRaisedLimitIsThePaceAtOnceAlsoAfterASlowDown() {
    Pushed pushed = tester.activate(server);
    pushed
        .receiver()
        .fault(
            ReceiverFault.times(
                    1, new FaultAction.AnswerWith(429, Optional.of("1"), Optional.empty()))
                .onEvents());
    awaitAccepted(pushed, pushed.lead(1), 2);
    assertThat(pushed.pace()).isEqualTo(2);
    pushed.receiver().fault(ReceiverFault.always(new FaultAction.Hang()).onEvents());
    List<CalledBackLead> leads = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      leads.add(pushed.lead(1));
    }
    await().until(() -> inFlight(pushed, leads) == 2);
    pushed.limitTo(6);
    assertThat(pushed.pace()).isEqualTo(6);
    await().until(() -> inFlight(pushed, leads) == 6);
    assertThat(leads).as("none has timed out").allMatch(lead -> pushed.deliveries(lead).isEmpty());
  }

  private static long inFlight(Pushed pushed, List<CalledBackLead> leads) {
    return leads.stream().filter(lead -> !attempts(pushed, lead).isEmpty()).count();
  }

  @Test
  void aWrongEndpointIsProbedUntilItIsRight() {
    Pushed pushed = tester.activate(server);
    pushed.receiver().fault(ReceiverFault.always(new FaultAction.AnswerWith(404)).onEvents());
    CalledBackLead lead = pushed.lead(1);
    CalledBackLead other = pushed.lead(1);
    await().until(() -> pushed.state() == EndpointState.FAILING);
    Optional<Instant> failingSince = pushed.status().progress().failingSince();
    assertThat(failingSince).isPresent();
    pushed.receiver().fault(ReceiverFault.always(new FaultAction.AnswerWith(404)).onChallenges());
    assertThat(pushed.verify()).isFalse();
    assertThat(pushed.status().progress().failingSince()).isEqualTo(failingSince);
    pushed.receiver().clearFaults();
    awaitAccepted(pushed, lead, 2);
    awaitAccepted(pushed, other, 2);
    await().until(() -> pushed.state() == EndpointState.ACTIVE);
    await().until(() -> lines("push endpoint", pushed).size() >= 2);
    assertThat(lines("push endpoint", pushed))
        .satisfiesExactly(
            line -> assertThat(line).contains(" state=failing failures=1 "),
            line -> assertThat(line).contains(" state=active failures=0 "));
  }

  @Test
  void leadsThatFailInARowMakeTheEndpointFail() {
    Pushed pushed = tester.activate(server);
    pushed.receiver().fault(ReceiverFault.always(new FaultAction.AnswerWith(500)).onEvents());
    List<CalledBackLead> leads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      leads.add(pushed.lead(1));
    }
    await().until(() -> pushed.state() == EndpointState.FAILING);
    pushed.receiver().clearFaults();
    leads.forEach(lead -> awaitAccepted(pushed, lead, 2));
  }

  /** Regression: each lease counted from none, so the events of a quiet endpoint were given up. */
  @Test
  void leadsThatFailUnderSeveralLeasesMakeTheEndpointFail() {
    Pushed pushed = tester.activate(server);
    pushed.receiver().fault(ReceiverFault.always(new FaultAction.AnswerWith(500)).onEvents());
    for (int i = 0; i < 2; i++) {
      CalledBackLead lead = pushed.lead(1);
      await().untilAsserted(() -> assertThat(givenUp(pushed, lead)).containsExactly(2, 1));
      await().until(() -> !pushed.isHeld());
      assertThat(pushed.state()).isEqualTo(EndpointState.ACTIVE);
    }
    CalledBackLead third = pushed.lead(1);
    await().until(() -> pushed.state() == EndpointState.FAILING);
    pushed.receiver().clearFaults();
    awaitAccepted(pushed, third, 2);
    await().until(() -> pushed.state() == EndpointState.ACTIVE);
  }

  private static List<Integer> givenUp(Pushed pushed, CalledBackLead lead) {
    return pushed.deliveries(lead).stream()
        .filter(delivery -> delivery.state() == DeliveryState.GIVEN_UP)
        .map(Delivery::sequence)
        .toList();
  }

  @Test
  void anEndpointThatIsGoneContinuesWhereItStopped() {
    Pushed pushed = tester.activate(server);
    awaitAccepted(pushed, pushed.lead(1), 2);
    pushed.receiver().fault(ReceiverFault.always(new FaultAction.AnswerWith(410)).onEvents());
    CalledBackLead lead = pushed.lead(2);
    await().until(() -> pushed.state() == EndpointState.GONE);
    pushed.receiver().clearFaults();
    pushed.resume(false);
    awaitAccepted(pushed, lead, 3);
  }

  @Test
  void aPausedEndpointReceivesNothingAndThenAllOrWhatComes() {
    Pushed pushed = tester.activate(server);
    awaitAccepted(pushed, pushed.lead(1), 2);
    pushed.pause();
    assertThat(pushed.state()).isEqualTo(EndpointState.PAUSED);
    CalledBackLead waiting = pushed.lead(1);
    pushed.resume(false);
    awaitAccepted(pushed, waiting, 2);

    pushed.pause();
    CalledBackLead left = pushed.lead(1);
    await()
        .until(
            () ->
                pushed
                        .pair()
                        .asProvider()
                        .get("/v1/leads/" + left.id() + "/events")
                        .jsonPath()
                        .getList("items")
                        .size()
                    == 2);
    pushed.resume(true);
    CalledBackLead next = pushed.lead(1);
    awaitAccepted(pushed, next, 2);
    assertThat(pushed.accepted(left)).isEmpty();
  }

  @Test
  void aNewSecretSignsFromTheNextEventOn() {
    Pushed pushed = tester.activate(server);
    awaitAccepted(pushed, pushed.lead(1), 2);
    pushed.rotate();
    CalledBackLead lead = pushed.lead(1);
    awaitAccepted(pushed, lead, 2);
    assertThat(attempts(pushed, lead)).containsExactly(1, 1);
  }

  @Test
  void anAddressReceivesNothingBeforeItIsVerified() {
    Pushed pushed = tester.activate(server);
    pushed.receiver().fault(ReceiverFault.always(new FaultAction.Hang()).onEvents());
    CalledBackLead lead = pushed.lead(1);
    await().until(pushed::isHeld);
    String other = pushed.pair().provider().slug() + "-moved";
    Receiver moved = server.at(other);
    pushed.moveTo(server.url(other));
    assertThat(pushed.isHeld()).as("may still send, from what it read").isFalse();
    assertThat(pushed.state()).isEqualTo(EndpointState.PENDING);
    assertThat(pushed.verify()).isTrue();
    await().until(() -> moved.ledger().sequences().containsKey(lead.id()));
    assertThat(moved.ledger().requests()).first().matches(request -> request.lead().isEmpty());
  }

  @Test
  void aReplaySendsTheSameEventsAgain() {
    Pushed pushed = tester.activate(server);
    CalledBackLead lead = pushed.lead(2);
    awaitAccepted(pushed, lead, 3);
    assertThat(pushed.resendSince(new StartPoint.Beginning())).isEqualTo(3);
    await().until(() -> pushed.receiver().ledger().counts().repeated() == 3);
    assertThat(pushed.status().progress().round()).isEqualTo(2);

    pushed.resendLead(lead);
    await().until(() -> pushed.receiver().ledger().counts().repeated() == 6);
    assertThat(pushed.receiver().ledger().counts().outOfOrder()).isZero();
  }

  @Test
  void anEndpointReceivesItsTypesAlone() {
    Pushed pushed = tester.activate(server, List.of("io.leadloop.lead.status-changed.v1"), null);
    CalledBackLead lead = pushed.lead(2);
    await().untilAsserted(() -> assertThat(pushed.accepted(lead)).containsExactly(2L, 3L));
    Pushed other = tester.activate(server, null, List.of("another-customer"));
    CalledBackLead unheard = other.lead(1);
    await().until(() -> other.status().progress().cursor().transaction() > 0);
    assertThat(other.accepted(unheard)).isEmpty();
  }

  @Test
  void anEndpointThatHangsDelaysNoOther() {
    Pushed hanging = tester.activate(server);
    Pushed quick = tester.activate(server);
    hanging.receiver().fault(ReceiverFault.always(new FaultAction.Hang()).onEvents());
    hanging.lead(1);
    await().until(() -> !hanging.receiver().faults().isEmpty());
    CalledBackLead lead = quick.lead(3);
    awaitAccepted(quick, lead, 4);
  }

  private static void awaitAccepted(Pushed pushed, CalledBackLead lead, int events) {
    List<Long> all = new ArrayList<>();
    for (long i = 1; i <= events; i++) {
      all.add(i);
    }
    await().untilAsserted(() -> assertThat(pushed.accepted(lead)).isEqualTo(all));
  }

  private static List<Integer> attempts(Pushed pushed, CalledBackLead lead) {
    return pushed.receiver().ledger().requests().stream()
        .filter(request -> request.lead().filter(lead.id()::equals).isPresent())
        .map(ReceivedRequest::attempt)
        .map(attempt -> attempt.orElseThrow())
        .toList();
  }
}
