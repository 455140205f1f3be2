package io.leadloop.simulator.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.CallbackReceiver;
import io.leadloop.simulator.OpleadCaller;
import io.leadloop.simulator.RunningOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.ledger.CallbackKind;
import io.leadloop.simulator.ledger.RecordedCallback;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionCallbacksTest {

  private final RunningOplead running =
      new RunningOplead(
          SimulatorSettings.builder()
              .callbackVerb(CallbackVerb.PUT)
              .statuses("Nouveau", "RENDEZ-VOUS")
              .statusDelay(Duration.ofMillis(5))
              .assignDelay(Duration.ofMillis(1))
              .build());
  private final OpleadCaller caller = running.caller;
  private final CallbackReceiver receiver = new CallbackReceiver(running.vertx, 200);

  @AfterEach
  void end() {
    receiver.close();
    running.close();
  }

  @Test
  void leadIsSentToEverySubscription() {
    subscribe("lead_assigned", receiver.url());
    subscribe("lead_status_changed", receiver.url());
    subscribe("appointment_updated", receiver.url());
    String id = caller.leadFrom(null);
    await().until(() -> receiver.bodies().size() == 4);

    assertThat(receiver.verbs()).containsOnly("POST");
    assertThat(receiver.bodies()).allMatch(body -> body.getString("lead_id").equals(id));
    assertThat(received("lead_assigned"))
        .containsExactly(
            new JsonObject()
                .put("event", "lead_assigned")
                .put("lead_id", id)
                .put("assigned_to", "Marie Martin"));
    assertThat(received("lead_status_changed"))
        .extracting(body -> body.getJsonObject("status").getString("label"))
        .containsExactly("Nouveau", "RENDEZ-VOUS");
    JsonObject moved = received("appointment_updated").get(0);
    JsonObject appointment = moved.getJsonObject("appointment");
    assertThat(appointment.getInstant("date"))
        .isEqualTo(moved.getInstant("updated_at").plus(Duration.ofDays(3)));
    assertThat(appointment.getString("state")).isEqualTo("planned");
    assertThat(appointment.getString("with")).isEqualTo("Marie Martin");
  }

  @Test
  void subscriptionIsCalledInAdditionToTheWebhook() {
    subscribe("lead_status_changed", receiver.url());
    try (CallbackReceiver webhook = new CallbackReceiver(running.vertx, 200)) {
      String id = caller.leadFrom(webhook.url());
      await().until(() -> running.oplead.ledger().callbacks(id).size() == 4);

      assertThat(webhook.labels()).containsExactly("Nouveau", "RENDEZ-VOUS");
      assertThat(webhook.verbs()).containsOnly("PUT");
      assertThat(running.oplead.ledger().callbacks(id))
          .extracting(RecordedCallback::kind, RecordedCallback::label, RecordedCallback::status)
          .containsExactlyInAnyOrder(
              tuple(CallbackKind.WEBHOOK, "Nouveau", 200),
              tuple(CallbackKind.WEBHOOK, "RENDEZ-VOUS", 200),
              tuple(CallbackKind.SUBSCRIPTION, "Nouveau", 200),
              tuple(CallbackKind.SUBSCRIPTION, "RENDEZ-VOUS", 200));
    }
  }

  @Test
  void onlyTheTokensOwnLeadsAreSent() {
    running.oplead.accept("oplead-token-0002");
    subscribe("lead_status_changed", receiver.url());
    OpleadCaller other = running.callerWith("oplead-token-0002");
    String foreign = other.leadFrom(null);
    await().until(() -> other.get("/leads/" + foreign).body().contains("RENDEZ-VOUS"));
    String own = caller.leadFrom(null);
    await().until(() -> receiver.bodies().size() == 2);
    assertThat(receiver.bodies()).allMatch(body -> body.getString("lead_id").equals(own));
  }

  @Test
  void removedSubscriptionIsNotCalled() {
    String ended = subscribe("lead_status_changed", receiver.url());
    try (CallbackReceiver other = new CallbackReceiver(running.vertx, 200)) {
      subscribe("lead_status_changed", other.url());
      assertThat(caller.call("DELETE", "/subscriptions/" + ended).statusCode()).isEqualTo(204);
      caller.leadFrom(null);
      await().until(() -> other.bodies().size() == 2);
    }
    assertThat(receiver.bodies()).isEmpty();
  }

  private String subscribe(String event, URI url) {
    JsonObject body = new JsonObject().put("event", event).put("url", url.toString());
    return new JsonObject(caller.post("/subscriptions", body).body()).getString("id");
  }

  private List<JsonObject> received(String event) {
    return receiver.bodies().stream()
        .filter(body -> body.getString("event").equals(event))
        .toList();
  }
}
