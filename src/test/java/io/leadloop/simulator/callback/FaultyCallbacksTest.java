package io.leadloop.simulator.callback;

import static io.leadloop.simulator.OpleadCaller.leadFor;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.CallbackReceiver;
import io.leadloop.simulator.FaultCaller;
import io.leadloop.simulator.OpleadCaller;
import io.leadloop.simulator.RunningOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.ledger.CallbackKind;
import io.leadloop.simulator.ledger.Ledger;
import io.leadloop.simulator.ledger.RecordedCallback;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyCallbacksTest {

  private final RunningOplead running =
      new RunningOplead(
          SimulatorSettings.builder()
              .statuses("Nouveau", "En cours")
              .statusDelay(Duration.ofMillis(5))
              .assignDelay(Duration.ZERO)
              .build());
  private final OpleadCaller caller = running.caller;
  private final Ledger ledger = running.oplead.ledger();
  private final FaultCaller faults = FaultCaller.of(running, RunningOplead.TOKEN);
  private final CallbackReceiver receiver = new CallbackReceiver(running.vertx, 200);

  @AfterEach
  void end() {
    receiver.close();
    running.close();
  }

  @Test
  void silentCallbackIsNotSentAndTheLifeContinues() {
    faults.script("{'on': 'callback', 'do': {'silence': true}}");
    caller.leadFrom(receiver.url());
    awaitCallbacks(1);
    assertThat(receiver.labels()).containsExactly("En cours");
  }

  @Test
  void silentWebhookDoesNotAffectReadsAndSubscriptions() {
    faults.script("{'on': 'callback', 'forever': true, 'do': {'silence': true}}");
    try (CallbackReceiver subscriber = new CallbackReceiver(running.vertx, 200)) {
      subscribe(subscriber);
      String id = caller.leadFrom(receiver.url());
      await().until(() -> subscriber.bodies().size() == 2);
      assertThat(subscriber.labels()).containsExactly("Nouveau", "En cours");
      assertThat(caller.get("/leads/" + id).body()).contains("En cours");
    }
    assertThat(receiver.bodies()).isEmpty();
    assertThat(faults.applied()).containsExactly(2);
  }

  @Test
  void repeatedCallbackHasTheSameBody() {
    faults.script("{'on': 'callback', 'do': {'repeat': 2}}");
    caller.leadFrom(receiver.url());
    awaitCallbacks(4);
    assertThat(receiver.labels()).containsExactly("Nouveau", "Nouveau", "Nouveau", "En cours");
    assertThat(receiver.bodies().get(1)).isEqualTo(receiver.bodies().get(0));
    assertThat(receiver.mostOpen()).isEqualTo(1);
  }

  @Test
  void earlyCallbackEndsBeforeTheLeadIsAnswered() {
    faults.script("{'on': 'callback', 'do': {'early': true}}");
    try (CallbackReceiver slow = CallbackReceiver.holding(running.vertx)) {
      CompletableFuture<HttpResponse<String>> answer =
          CompletableFuture.supplyAsync(() -> caller.post(leadFor(slow.url())));
      await().until(() -> slow.bodies().size() == 1);
      assertThat(slow.labels()).containsExactly("Nouveau");
      assertThat(slow.bodies().get(0).getString("lead_id")).isEqualTo("1001");
      assertThat(caller.get("/leads").body()).contains("1001");
      assertThat(answer).isNotDone();
      slow.release();
      assertThat(answer.join().statusCode()).isEqualTo(201);
      await().until(() -> slow.labels().equals(List.of("Nouveau", "En cours")));
    }
    assertThat(faults.applied()).containsExactly(1);
  }

  @Test
  void earlyCallbackIsOfTheFirstLeadThatHasAWebhook() {
    faults.script("{'on': 'callback', 'do': {'early': true}}");
    caller.leadFrom(null);
    assertThat(faults.applied()).containsExactly(0);
    String id = caller.leadFrom(receiver.url());
    assertThat(ledger.callbacks(id)).isNotEmpty();
    assertThat(faults.applied()).containsExactly(1);
  }

  @Test
  void lateCallbackIsOvertakenByTheNext() {
    faults.script("{'on': 'callback', 'do': {'delay_millis': 500}}");
    long before = System.nanoTime();
    String id = caller.leadFrom(receiver.url());
    awaitCallbacks(2);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(490));
    assertThat(ledger.callbacks(id).stream().sorted(comparingLong(call -> call.sent().nanos())))
        .extracting(RecordedCallback::label)
        .containsExactly("En cours", "Nouveau");
    assertThat(updatedAt("Nouveau")).isBefore(updatedAt("En cours"));
  }

  @Test
  void forgedCallbackFollowsTheRealOneAtAnotherAddress() {
    faults.script("{'on': 'callback', 'do': {'forge': true}}");
    String id = caller.leadFrom(receiver.url());
    awaitCallbacks(3);
    String url = receiver.url().toString();
    assertThat(ledger.callbacks(id))
        .extracting(RecordedCallback::kind, RecordedCallback::label, RecordedCallback::url)
        .containsExactly(
            tuple(CallbackKind.WEBHOOK, "Nouveau", url),
            tuple(CallbackKind.FORGED, "Nouveau", ForgedAddress.of(url)),
            tuple(CallbackKind.WEBHOOK, "En cours", url));
  }

  @Test
  void subscriptionsHaveSeparateFaults() {
    faults.script("{'on': 'notification', 'do': {'repeat': 1}}");
    faults.script("{'on': 'notification', 'do': {'silence': true}}");
    try (CallbackReceiver subscriber = new CallbackReceiver(running.vertx, 200)) {
      subscribe(subscriber);
      caller.leadFrom(receiver.url());
      await().until(() -> receiver.labels().contains("En cours"));
      await().until(() -> subscriber.bodies().size() == 2);
      assertThat(subscriber.labels()).containsExactly("Nouveau", "Nouveau");
    }
    assertThat(receiver.labels()).containsExactly("Nouveau", "En cours");
    assertThat(faults.applied()).containsExactly(1, 1);
  }

  private void subscribe(CallbackReceiver subscriber) {
    JsonObject body =
        new JsonObject()
            .put("event", "lead_status_changed")
            .put("url", subscriber.url().toString());
    assertThat(caller.post("/subscriptions", body).statusCode()).isEqualTo(201);
  }

  private Instant updatedAt(String label) {
    return receiver.bodies().get(receiver.labels().indexOf(label)).getInstant("updated_at");
  }

  private void awaitCallbacks(int count) {
    await().until(() -> ledger.callbacks().size() == count);
  }
}
