package io.leadloop.simulator.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.simulator.http.RequestBody;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverEndpointsTest {

  private static final String SECRET = EventSender.SECRET;

  private final RunningReceiver running = new RunningReceiver(new ReceiverBounds(10, 10, 2));
  private final EventSender sender = running.sender();

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void receiverVerifiesOnceItHasASecret() {
    HttpResponse<String> answer = running.call("PUT", "/demo", "{'secret': '" + SECRET + "'}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain(SECRET.substring(6));
    JsonObject summary = new JsonObject(answer.body());
    assertThat(summary.getString("name")).isEqualTo("demo");
    assertThat(summary.getBoolean("verify")).isTrue();
    assertThat(summary.getJsonArray("schemes")).containsExactly("v1");

    assertThat(sender.event("id-1", "lead-1", 1).statusCode()).isEqualTo(204);
    assertThat(sender.signedWith(EventSender.secret(2)).event("id-2", "lead-1", 2).statusCode())
        .isEqualTo(401);
  }

  @Test
  void verificationCanBeOffAndSecretsSeveral() {
    String body = "{'secrets': ['%s', '%s'], 'verify': false}";
    running.call("PUT", "/demo", body.formatted(EventSender.secret(2), SECRET));
    assertThat(running.json("/demo").getBoolean("verify")).isFalse();
    assertThat(sender.signedWith(EventSender.secret(3)).event("id-1", "lead-1", 1).statusCode())
        .isEqualTo(204);
    assertThat(running.json("/demo").getInteger("bad_signatures")).isOne();
    sender.event("id-2", "lead-1", 2);
    assertThat(running.json("/demo").getInteger("bad_signatures")).isOne();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "secret | 400 | JSON",
        "{'secret': 'whsec_AAAA'} | 422 | whsec_",
        "{'secret': 'AAAA'} | 422 | whpk_",
        "{'secret': 7} | 422 | secret",
        "{'secrets': [7]} | 422 | secrets",
        "{'secrets': 'whsec_x'} | 422 | secrets",
        "{'verify': 'no'} | 422 | verify",
        "{'key': 'x'} | 422 | key",
      })
  void unusableSettingsAreRefusedAndCreateNoReceiver(String body, int status, String named) {
    HttpResponse<String> refused = running.call("PUT", "/other", body);
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(new JsonObject(refused.body()).getString("message")).contains(named);
    assertThat(running.get("/other").statusCode()).isEqualTo(404);
  }

  @Test
  void receivedRequestsAreListedInOrder() {
    running.receiver().configure(ReceiverSettings.verifying(SECRET));
    sender.challenge("c");
    sender.event("id-1", "lead-1", 1);
    sender.signedWith(EventSender.secret(2)).event("id-2", "lead-1", 2);

    JsonObject received = running.json("/demo/received");
    JsonArray requests = (JsonArray) received.remove("requests");
    assertThat(received)
        .isEqualTo(
            new JsonObject()
                .put("received", 3)
                .put("challenges", 1)
                .put("accepted", 1)
                .put("repeated", 0)
                .put("out_of_order", 0)
                .put("bad_signatures", 1)
                .put("forgotten", 0));
    assertThat(requests)
        .extracting(request -> ((JsonObject) request).getInteger("status"))
        .containsExactly(200, 204, 401);
    JsonObject event = requests.getJsonObject(1);
    assertThat(Instant.parse((String) event.remove("time"))).isBeforeOrEqualTo(Instant.now());
    assertThat(event)
        .isEqualTo(
            new JsonObject()
                .put("webhook_id", "id-1")
                .put("type", EventSender.TYPE)
                .put("lead", "lead-1")
                .put("sequence", 1)
                .put("attempt", 1)
                .put("signature", "valid")
                .put("status", 204)
                .put("accepted", true)
                .putNull("fault"));
  }

  @Test
  void ledgerHasTheAcceptedSequencesOfEachLead() {
    sender.event("a1", "lead-1", 1);
    sender.event("b1", "0", 1);
    sender.event("a3", "lead-1", 3);
    sender.event("a2", "lead-1", 2);
    sender.event("a3", "lead-1", 3);
    assertThat(running.json("/demo/ledger"))
        .isEqualTo(
            new JsonObject("{\"forgotten\": 0, \"leads\": {\"lead-1\": [1, 3, 2], \"0\": [1]}}"));
    assertThat(running.json("/demo").getInteger("out_of_order")).isOne();
    assertThat(running.json("/demo").getInteger("repeated")).isOne();
  }

  @Test
  void requestsBeyondTheBoundAreForgotten() {
    for (int i = 1; i <= 12; i++) {
      sender.event("id-" + i, "lead-1", i);
    }
    JsonObject received = running.json("/demo/received");
    assertThat(received.getJsonArray("requests")).hasSize(10);
    assertThat(received.getInteger("forgotten")).isEqualTo(2);
    assertThat(received.getInteger("accepted")).isEqualTo(12);
    assertThat(running.json("/demo/ledger").getInteger("forgotten")).isEqualTo(2);
  }

  @Test
  void forgottenReceiverBeginsEmpty() {
    running.call("PUT", "/demo", "{'secret': '" + SECRET + "'}");
    running.script("{'forever': true, 'do': {'answer': 500}}");
    sender.event("id-1", "lead-1", 1);
    assertThat(running.call("DELETE", "/demo", "").statusCode()).isEqualTo(204);
    assertThat(running.call("DELETE", "/demo", "").statusCode()).isEqualTo(404);
    assertThat(sender.event("id-1", "lead-1", 1).statusCode()).isEqualTo(204);
    assertThat(running.json("/demo").getInteger("received")).isOne();
    assertThat(running.json("/demo").getJsonArray("schemes")).isEmpty();
  }

  @Test
  void receiversAreSeparateAndBounded() {
    sender.event("id-1", "lead-1", 1);
    EventSender.to(running.simulated.url("second")).event("id-1", "lead-1", 1);
    assertThat(running.json("/demo").getInteger("received")).isOne();
    assertThat(EventSender.to(running.simulated.url("third")).event("i", "l", 1).statusCode())
        .isEqualTo(503);
    assertThat(running.call("PUT", "/third", "{}").statusCode()).isEqualTo(503);
    assertThatThrownBy(() -> running.simulated.at("third"))
        .isInstanceOf(IllegalStateException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> running.simulated.at("../x"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /unknown, 404",
    "GET, /unknown/received, 404",
    "DELETE, /unknown/faults, 404",
    "GET, /demo/nothing, 404",
    "GET, /-demo, 404",
    "POST, /a%20b, 404",
    "GET, /, 404",
    "PATCH, /demo, 405",
    "POST, /demo/received, 405",
    "DELETE, /demo/ledger, 405",
    "PUT, /demo/faults, 405",
    "GET, /demo/faults/1, 405",
  })
  void otherRequestsAreRefusedInJson(String verb, String path, int status) {
    running.receiver();
    HttpResponse<String> refused = running.call(verb, path, "");
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(new JsonObject(refused.body()).getString("message")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/demo", "/demo/"})
  void slashAtTheEndMakesNoDifference(String path) {
    running.receiver();
    assertThat(running.json(path).getString("name")).isEqualTo("demo");
  }

  @Test
  void bodyOverTheLimitIsRefused() {
    String large = " ".repeat(RequestBody.LIMIT + 1);
    assertThat(running.call("PUT", "/demo", large).statusCode()).isEqualTo(413);
    assertThat(running.call("POST", "/demo/faults", large).statusCode()).isEqualTo(413);
  }
}
