package io.leadloop.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.push.DeliveryState;
import io.leadloop.push.delivery.PushTester.Pushed;
import io.leadloop.push.endpoint.Delivery;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.receiver.ReceiverFault;
import io.leadloop.simulator.receiver.SimulatedReceiver;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An endpoint that is as bad as can be keeps no other from its events. */
@GatewayTest
class PushIsolationTest {
  private static final int TEN_MEGABYTES = 10 << 20;

  /** More than the endpoint is sent at once. */
  private static final int LEADS = 6;

  @Inject PushTester tester;
  @Inject Vertx vertx;

  private SimulatedReceiver server;

  @BeforeEach
  void start() {
    server = new SimulatedReceiver(vertx).startAndAwait();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<FaultAction> faults() {
    return Stream.of(
        new FaultAction.Hang(),
        new FaultAction.Trickle(Duration.ofMillis(200)),
        new FaultAction.AnswerWith(500, Optional.empty(), Optional.of("x".repeat(TEN_MEGABYTES))));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("faults")
  void othersReceiveTheirEventsMeanwhile(FaultAction fault) {
    Pushed bad = tester.activate(server);
    Pushed ofTheSameProvider = tester.another(server, bad);
    Pushed ofAnother = tester.activate(server);
    bad.receiver().fault(ReceiverFault.always(fault).onEvents());
    for (int i = 0; i < LEADS; i++) {
      bad.lead(1);
    }
    await()
        .until(
            () -> bad.receiver().ledger().requests().stream().anyMatch(r -> r.lead().isPresent()));
    CalledBackLead first = bad.lead(2);
    CalledBackLead second = ofAnother.lead(2);
    awaitAll(ofTheSameProvider, first);
    awaitAll(ofAnother, second);
    assertThat(bad.deliveries(first))
        .as("still as bad")
        .extracting(Delivery::state)
        .doesNotContain(DeliveryState.DELIVERED);
  }

  private static void awaitAll(Pushed pushed, CalledBackLead lead) {
    await().untilAsserted(() -> assertThat(pushed.accepted(lead)).isEqualTo(List.of(1L, 2L, 3L)));
  }
}
