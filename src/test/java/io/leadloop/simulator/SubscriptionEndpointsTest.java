package io.leadloop.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionEndpointsTest {

  private static final String URL = "https://gateway.example/subscriptions/secret";

  private final RunningOplead running = new RunningOplead(SimulatorSettings.defaults());
  private final OpleadCaller caller = running.caller;

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void subscriptionIsAnsweredWithAnIdAndTheSameAgainWithTheFirst() {
    JsonObject first =
        new JsonObject().put("id", "1").put("event", "lead_assigned").put("url", URL);
    HttpResponse<String> made = subscribe("lead_assigned", URL);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(new JsonObject(made.body())).isEqualTo(first);
    HttpResponse<String> again = subscribe("lead_assigned", URL);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(again.body())).isEqualTo(first);
    assertThat(subscribe("appointment_updated", URL).body()).contains("\"id\":\"2\"");
    assertThat(subscribe("lead_assigned", URL + "2").body()).contains("\"id\":\"3\"");
    assertThat(list(caller)).hasSize(3);
    assertThat(list(caller).getJsonObject(0)).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "lead_deleted, https://gateway.example/",
    ", https://gateway.example/",
    "lead_assigned, /subscriptions",
    "lead_assigned, gateway.example",
    "lead_assigned, ftp://gateway.example/",
    "lead_assigned, http:///path",
    "lead_assigned, http://not an address/",
    "lead_assigned,",
  })
  void unknownEventAndAddressThatCannotBeCalledAreRefused(String event, String url) {
    HttpResponse<String> refused = subscribe(event, url);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(new JsonObject(refused.body()).getString("message")).isNotBlank();
    assertThat(list(caller)).isEmpty();
  }

  @Test
  void bodyThatIsNoObjectIsRefused() {
    assertThat(caller.call("POST", "/subscriptions").statusCode()).isEqualTo(400);
  }

  @Test
  void subscriptionBelongsToItsToken() {
    running.oplead.accept("oplead-token-0002");
    OpleadCaller other = running.callerWith("oplead-token-0002");
    subscribe("lead_assigned", URL);
    assertThat(list(other)).isEmpty();
    assertThat(other.call("DELETE", "/subscriptions/1").statusCode()).isEqualTo(404);
    assertThat(list(caller)).hasSize(1);

    HttpResponse<String> ended = caller.call("DELETE", "/subscriptions/1");
    assertThat(ended.statusCode()).isEqualTo(204);
    assertThat(ended.body()).isEmpty();
    assertThat(list(caller)).isEmpty();
    assertThat(caller.call("DELETE", "/subscriptions/1").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> subscribe(String event, String url) {
    return caller.post("/subscriptions", new JsonObject().put("event", event).put("url", url));
  }

  private static JsonArray list(OpleadCaller caller) {
    return new JsonArray(caller.get("/subscriptions").body());
  }
}
