package io.leadloop.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusEndpointTest {

  /** Leads do not move by themselves. */
  private static final Duration NEVER = Duration.ofHours(1);

  private RunningOplead running;
  private OpleadCaller caller;

  @AfterEach
  void end() {
    running.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Nurserie, Nurserie",
    "EN COURS, En cours",
    "devis a relancer, Devis à relancer",
    "' DEVIS À RELANCER ', Devis à relancer",
  })
  void leadMovesToTheLabelWhateverItsCaseAndAccents(String asked, String label) {
    start(NEVER);
    String id = caller.leadFrom(null);
    HttpResponse<String> answer = set(id, asked);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()))
        .isEqualTo(
            new JsonObject().put("id", id).put("status", new JsonObject().put("label", label)));
    JsonObject lead = new JsonObject(caller.get("/leads/" + id).body());
    assertThat(lead.getJsonObject("status").getString("label")).isEqualTo(label);
    assertThat(lead.getInstant("updated_at")).isAfterOrEqualTo(lead.getInstant("created_at"));
  }

  @Test
  void statusChangeIsCalledBackAndTheLifeContinues() {
    start(Duration.ofMillis(5));
    try (CallbackReceiver receiver = CallbackReceiver.holding(running.vertx)) {
      String id = caller.leadFrom(receiver.url());
      await().until(() -> receiver.labels().contains("Nouveau"));
      assertThat(set(id, "Nurserie").statusCode()).isEqualTo(200);
      assertThat(receiver.labels()).containsExactly("Nouveau");
      receiver.release();
      await().until(() -> receiver.labels().contains("Gagné"));

      assertThat(receiver.labels())
          .containsExactly(
              "Nouveau", "Nurserie", "En cours", "Rendez-vous", "Devis à faire", "Gagné");
      assertThat(receiver.mostOpen()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"status\": \"Gagné\"}", "{\"status\": {\"label\": \"Nurserie\"}}"})
  void labelThatCannotBeSetIsRefused(String body) {
    start(NEVER);
    String id = caller.leadFrom(null);
    HttpResponse<String> refused = caller.put("/leads/" + id + "/status", new JsonObject(body));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(new JsonObject(refused.body()).getString("message")).isNotBlank();
    assertThat(caller.get("/leads/" + id).body()).contains("\"status\":{\"label\":null}");
  }

  @Test
  void settableLabelsAreASetting() {
    running =
        new RunningOplead(
            SimulatorSettings.builder().settableStatuses("Perdu").statusDelay(NEVER).build());
    caller = running.caller;
    String id = caller.leadFrom(null);
    assertThat(set(id, "perdu").statusCode()).isEqualTo(200);
    assertThat(set(id, "Nurserie").statusCode()).isEqualTo(422);
  }

  @Test
  void unknownLeadAndUnreadableBodyAreRefused() {
    start(NEVER);
    assertThat(set("1001", "Nurserie").statusCode()).isEqualTo(404);
    String id = caller.leadFrom(null);
    assertThat(caller.call("PUT", "/leads/" + id + "/status").statusCode()).isEqualTo(400);
    running.oplead.accept("oplead-token-0002");
    caller = running.callerWith("oplead-token-0002");
    assertThat(set(id, "Nurserie").statusCode()).isEqualTo(404);
  }

  private void start(Duration statusDelay) {
    running = new RunningOplead(SimulatorSettings.builder().statusDelay(statusDelay).build());
    caller = running.caller;
  }

  private HttpResponse<String> set(String id, String label) {
    return caller.put("/leads/" + id + "/status", new JsonObject().put("status", label));
  }
}
