package io.leadloop.simulator;

import static io.leadloop.simulator.OpleadCaller.LEAD;
import static io.leadloop.simulator.OpleadCaller.leadFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.callback.CallbackVerb;
import io.leadloop.simulator.ledger.RecordedCallback;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeadLifeTest {

  private static final String[] LABELS = {
    "Nouveau", "En cours", "Rendez-vous", "Devis à faire", "Gagné"
  };

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void leadGoesThroughEveryStatusInOrder() {
    try (CallbackReceiver receiver = new CallbackReceiver(vertx, 200);
        SimulatedOplead oplead = start(fast())) {
      Instant before = Instant.now();
      String id = durationOf(oplead, receiver.url());
      awaitCallbacks(oplead, 5);

      assertThat(receiver.labels()).containsExactly(LABELS);
      assertThat(receiver.verbs()).containsOnly("POST");
      JsonObject last = receiver.bodies().get(4);
      assertThat(last.getString("lead_id")).isEqualTo(id);
      assertThat(last.getJsonObject("lead")).isEqualTo(new JsonObject(LEAD));
      assertThat(last.getInstant("updated_at")).isBetween(before, Instant.now());
      assertThat(oplead.ledger().callbacks(id))
          .extracting(RecordedCallback::label)
          .containsExactly(LABELS);
      assertThat(new OpleadCaller(oplead.baseUrl(), RunningOplead.TOKEN).get("/leads/" + id).body())
          .contains("\"status\":{\"label\":\"Gagné\"}");
    }
  }

  @Test
  void callbacksOfOneLeadWaitForTheAnswerToTheOneBefore() {
    try (CallbackReceiver receiver = CallbackReceiver.holding(vertx);
        SimulatedOplead oplead = start(fast().statusDelay(Duration.ZERO))) {
      durationOf(oplead, receiver.url());
      durationOf(oplead, receiver.url());
      await().until(() -> receiver.bodies().size() == 2);
      assertThat(receiver.labels()).containsExactly("Nouveau", "Nouveau");
      receiver.release();
      awaitCallbacks(oplead, 10);

      assertThat(receiver.mostOpen()).isLessThanOrEqualTo(2);
      assertThat(oplead.ledger().callbacks("1001"))
          .extracting(RecordedCallback::label)
          .containsExactly(LABELS);
      assertNoneOverlap(oplead, "1001");
      assertNoneOverlap(oplead, "1002");
    }
  }

  @Test
  void callbackIsNotRepeatedWhenTheReceiverFails() {
    try (CallbackReceiver receiver = new CallbackReceiver(vertx, 500);
        SimulatedOplead oplead = start(fast())) {
      durationOf(oplead, receiver.url());
      awaitCallbacks(oplead, 5);

      assertThat(receiver.labels()).containsExactly(LABELS);
      assertThat(oplead.ledger().callbacks())
          .extracting(RecordedCallback::status)
          .containsOnly(500);
    }
  }

  @Test
  void unansweredCallbackTimesOutAndTheLifeContinues() {
    try (CallbackReceiver receiver = CallbackReceiver.holding(vertx);
        SimulatedOplead oplead = start(fast().callbackTimeout(Duration.ofMillis(100)))) {
      durationOf(oplead, receiver.url());
      awaitCallbacks(oplead, 5);

      assertThat(receiver.labels()).containsExactly(LABELS);
      assertThat(oplead.ledger().callbacks())
          .allMatch(lost -> lost.status() == 0 && lost.failure().contains("Timeout"));
      assertNoneOverlap(oplead, "1001");
    }
  }

  @Test
  void addressThatCannotBeCalledIsRecordedWithItsFailure() {
    URI closed;
    try (CallbackReceiver receiver = new CallbackReceiver(vertx, 200)) {
      closed = receiver.url();
    }
    try (SimulatedOplead oplead = start(fast().statuses("Nouveau"))) {
      String refused = durationOf(oplead, closed);
      String nonsense = durationOf(oplead, URI.create("nonsense"));
      awaitCallbacks(oplead, 2);

      assertThat(oplead.ledger().callbacks(refused).get(0).failure())
          .contains(ConnectException.class.getSimpleName());
      assertThat(oplead.ledger().callbacks(nonsense).get(0).status()).isZero();
    }
  }

  @Test
  void verbOfTheCallbacksIsASetting() {
    try (CallbackReceiver receiver = new CallbackReceiver(vertx, 200);
        SimulatedOplead oplead = start(fast().callbackVerb(CallbackVerb.PATCH))) {
      durationOf(oplead, receiver.url());
      awaitCallbacks(oplead, 5);
      assertThat(receiver.verbs()).containsOnly("PATCH");
    }
  }

  @Test
  void leadWithoutAWebhookLivesWithoutCallbacks() {
    try (SimulatedOplead oplead = start(fast())) {
      OpleadCaller caller = new OpleadCaller(oplead.baseUrl(), RunningOplead.TOKEN);
      caller.post(LEAD);
      await().until(() -> caller.get("/leads/1001").body().contains("Gagné"));
      assertThat(oplead.ledger().callbacks()).isEmpty();
    }
  }

  @Test
  void forgottenLeadHasNoMoreLife() {
    try (CallbackReceiver receiver = CallbackReceiver.holding(vertx);
        SimulatedOplead oplead = start(fast().memory(1).statusDelay(Duration.ZERO))) {
      durationOf(oplead, receiver.url());
      await().until(() -> receiver.bodies().size() == 1);
      durationOf(oplead, receiver.url());
      await().until(() -> receiver.bodies().size() == 2);
      receiver.release();
      await().until(() -> receiver.bodies().size() == 1 + LABELS.length);

      assertThat(
              new OpleadCaller(oplead.baseUrl(), RunningOplead.TOKEN)
                  .get("/leads/1001")
                  .statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void closingEndsThePortTheCallbacksAndEveryLife() {
    try (CallbackReceiver receiver = CallbackReceiver.holding(vertx)) {
      SimulatedOplead oplead = start(fast().statusDelay(Duration.ZERO));
      durationOf(oplead, receiver.url());
      await().until(() -> receiver.bodies().size() == 1);
      oplead.close();
      oplead.close();

      await().until(() -> oplead.ledger().callbacks().size() == 1);
      assertThat(oplead.ledger().callbacks().get(0).status()).isZero();
      assertThat(vertx.deploymentIDs()).isEmpty();
      SimulatorSettings samePort = fast().port(oplead.baseUrl().getPort()).build();
      new SimulatedOplead(vertx, samePort).startAndAwait().close();
      await().during(Duration.ofMillis(100)).until(() -> receiver.bodies().size() == 1);
    }
  }

  private static SimulatorSettingsBuilder fast() {
    return SimulatorSettings.builder().statusDelay(Duration.ofMillis(5));
  }

  private SimulatedOplead start(SimulatorSettingsBuilder settings) {
    SimulatedOplead oplead = new SimulatedOplead(vertx, settings.build());
    oplead.accept(RunningOplead.TOKEN);
    return oplead.startAndAwait();
  }

  private static String durationOf(SimulatedOplead oplead, URI webhook) {
    String answer =
        new OpleadCaller(oplead.baseUrl(), RunningOplead.TOKEN).post(leadFor(webhook)).body();
    return new JsonObject(answer).getString("id");
  }

  private static void awaitCallbacks(SimulatedOplead oplead, int count) {
    await().until(() -> oplead.ledger().callbacks().size() == count);
  }

  private static void assertNoneOverlap(SimulatedOplead oplead, String id) {
    var callbacks = oplead.ledger().callbacks(id);
    for (int i = 1; i < callbacks.size(); i++) {
      assertThat(callbacks.get(i).sent().nanos())
          .isGreaterThanOrEqualTo(callbacks.get(i - 1).ended().nanos());
    }
  }
}
