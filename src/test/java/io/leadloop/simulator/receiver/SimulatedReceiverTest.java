package io.leadloop.simulator.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.simulator.RunningOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.ledger.HandClock;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatedReceiverTest {

  @Test
  void simulatedOpleadServesReceiversOutsideItsLedgerAndQuota() {
    try (RunningOplead running = new RunningOplead(SimulatorSettings.builder().quota(1).build())) {
      URI url = URI.create(running.oplead.receiversUrl() + "/demo");
      assertThat(url.getPort()).isEqualTo(running.oplead.baseUrl().getPort());
      assertThat(url.getPath()).isEqualTo("/receiver/demo");
      assertThat(EventSender.to(url).event("id-1", "lead-1", 1).statusCode()).isEqualTo(204);
      assertThat(EventSender.to(url).event("id-2", "lead-1", 2).statusCode()).isEqualTo(204);
      assertThat(running.oplead.receivers().at("demo").ledger().counts().accepted()).isEqualTo(2);
      assertThat(running.oplead.ledger().requests()).isEmpty();
      assertThat(running.caller.get("/leads").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void signatureAgesByTheGivenClock() {
    HandClock clock = new HandClock();
    Vertx vertx = Vertx.vertx();
    try (SimulatedReceiver receiver =
        new SimulatedReceiver(vertx, ReceiverBounds.defaults(), clock.asClock())) {
      receiver.startAndAwait().at("demo").configure(ReceiverSettings.verifying(EventSender.SECRET));
      Instant now = clock.asClock().wall().instant();
      EventSender sender = EventSender.to(receiver.url("demo")).at(now);
      clock.advance(Duration.ofMinutes(5));
      assertThat(sender.event("id-1", "lead-1", 1).statusCode()).isEqualTo(204);
      clock.advance(Duration.ofSeconds(1));
      assertThat(sender.event("id-2", "lead-1", 2).statusCode()).isEqualTo(401);
      assertThat(receiver.at("demo").ledger().requests().get(0).at())
          .isEqualTo(now.plusSeconds(300));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void otherPathsAreNotFound() {
    try (RunningReceiver running = new RunningReceiver()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(running.url().resolve("/elsewhere"));
      assertThat(EventSender.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void receiverStartsOnceAndRefusesConnectionsAfterItsEnd() {
    RunningReceiver running = new RunningReceiver();
    EventSender sender = running.sender();
    assertThatThrownBy(running.simulated::start).isInstanceOf(IllegalStateException.class);
    sender.event("id-1", "lead-1", 1);
    running.simulated.close();
    assertThatThrownBy(() -> sender.event("id-2", "lead-1", 2))
        .hasCauseInstanceOf(IOException.class);
    running.close();
  }
}
