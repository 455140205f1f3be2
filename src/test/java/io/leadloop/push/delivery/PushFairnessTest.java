package io.leadloop.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.push.delivery.PushTester.Pushed;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.receiver.ReceiverFault;
import io.leadloop.simulator.receiver.SimulatedReceiver;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.NarrowProfile;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An endpoint that needs all that the replica may send at once leaves some to the others. */
@GatewayTest
@TestProfile(NarrowProfile.class)
class PushFairnessTest {
  private static final Duration SLOW = Duration.ofMillis(500);
  private static final int LEADS = 40;
  private static final int EVENTS = 2 * LEADS;

  @Inject PushTester tester;
  @Inject Vertx vertx;
  @Inject MeterRegistry metrics;

  private SimulatedReceiver server;

  @BeforeEach
  void start() {
    server = new SimulatedReceiver(vertx).startAndAwait();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Regression: a permit went to the run that released it, so no other endpoint had any. */
  @Test
  void aSlowEndpointLeavesPermitsToTheOthers() {
    Pushed slow = tester.activate(server);
    Pushed other = tester.activate(server);
    slow.receiver().fault(ReceiverFault.always(new FaultAction.Delay(SLOW)).onEvents());
    slow.pause();
    for (int i = 0; i < LEADS; i++) {
      slow.lead(1);
    }
    slow.resume(false);
    await().until(() -> inFlight() == NarrowProfile.PUSHES);
    CalledBackLead lead = other.lead(2);
    await().untilAsserted(() -> assertThat(other.accepted(lead)).isEqualTo(List.of(1L, 2L, 3L)));
    assertThat(accepted(slow)).as("still needs all permits").isLessThan(EVENTS);
    slow.receiver().clearFaults();
    await().until(() -> accepted(slow) == EVENTS);
    await().until(() -> inFlight() == 0);
  }

  private double inFlight() {
    return metrics.get("leadloop.push.in.flight").gauge().value();
  }

  private static int accepted(Pushed pushed) {
    return pushed.receiver().ledger().sequences().values().stream().mapToInt(List::size).sum();
  }
}
