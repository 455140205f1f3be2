package io.leadloop.simulator;

import static io.leadloop.simulator.OpleadCaller.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.http.RawRequest;
import io.leadloop.simulator.ledger.Ledger;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultyAnswersTest {

  private static final FormBody DOCUMENT =
      FormBody.file("file", "q.pdf", "application/pdf", "q".getBytes(StandardCharsets.UTF_8));

  private final RunningOplead running =
      new RunningOplead(
          SimulatorSettings.builder().quota(20).statusDelay(Duration.ofHours(1)).build());
  private final OpleadCaller caller = running.caller;
  private final Ledger ledger = running.oplead.ledger();
  private final FaultCaller faults = FaultCaller.of(running, RunningOplead.TOKEN);

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void scriptedAnswerMayHaveHeadersOfItsOwn() {
    faults.script(
        "{'on': 'create', 'do': {'answer': 200, 'body': '<html>Connexion</html>',"
            + " 'headers': {'content-type': 'text/html', 'Location': '/leads/88231'}}}");
    HttpResponse<String> page = caller.post(LEAD);
    assertThat(page.headers().allValues("Content-Type")).containsExactly("text/html");
    assertThat(page.headers().firstValue("Location")).contains("/leads/88231");
    assertThat(page.body()).isEqualTo("<html>Connexion</html>");
  }

  @Test
  void scriptedAnswerReplacesTheRegularOne() {
    faults.script("{'on': 'create', 'do': {'answer': 503, 'retry_after': '2', 'body': 'later'}}");
    faults.script("{'on': 'create', 'do': {'answer': 422, 'body': '{}'}}");
    faults.script("{'on': 'create', 'do': {'answer': 500}}");
    faults.script("{'on': 'create', 'do': {'answer': 204, 'body': 'unread'}}");

    HttpResponse<String> first = caller.post(LEAD);
    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.headers().firstValue("Retry-After")).contains("2");
    assertThat(first.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(first.body()).isEqualTo("later");
    HttpResponse<String> second = caller.post(LEAD);
    assertThat(second.statusCode()).isEqualTo(422);
    assertThat(second.headers().firstValue("Content-Type")).contains("application/json");
    HttpResponse<String> third = caller.post(LEAD);
    assertThat(third.statusCode()).isEqualTo(500);
    assertThat(third.headers().firstValue("Retry-After")).isEmpty();
    assertThat(new JsonObject(third.body()).getString("message")).isNotBlank();
    assertThat(caller.post(LEAD).statusCode()).isEqualTo(204);

    assertThat(caller.post(LEAD).body()).isEqualTo("{\"id\":\"1001\"}");
    assertThat(ledger.requests())
        .extracting(RecordedRequest::status)
        .containsExactly(503, 422, 500, 204, 201);
  }

  @Test
  void delayedRequestIsExecutedAtOnceAndAnsweredLater() {
    faults.script("{'on': 'create', 'do': {'delay_millis': 300}}");
    long before = System.nanoTime();
    assertThat(caller.post(LEAD).statusCode()).isEqualTo(201);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void requestWithLostAnswerIsExecuted() {
    faults.script("{'on': 'create', 'do': {'lose_answer': true}}");
    assertHangsUp(() -> caller.post(LEAD));
    assertThat(new JsonArray(caller.get("/leads").body())).hasSize(1);
    assertThat(ledger.requests().get(0).status()).isZero();
    assertThat(ledger.requests().get(0).admitted()).isTrue();
    assertThat(ledger.requests().get(0).body().toString()).isEqualTo(LEAD);
  }

  @Test
  void droppedRequestIsNotExecuted() {
    faults.script("{'on': 'create', 'do': {'drop': true}}");
    assertHangsUp(() -> caller.post(LEAD));
    assertThat(new JsonArray(caller.get("/leads").body())).isEmpty();
    assertThat(ledger.requests().get(0).status()).isZero();
  }

  @Test
  void hangingRequestIsNeitherExecutedNorAnswered() throws IOException {
    faults.script("{'on': 'read', 'do': {'hang': true}}");
    try (Socket socket = new RawRequest("GET", "/leads").open(running.oplead.baseUrl())) {
      await().until(() -> ledger.requests().size() == 1);
      assertThat(ledger.requests().get(0).status()).isZero();
      socket.setSoTimeout(100);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void trickledAnswerArrivesByteByByteAfterTheRequestIsExecuted() throws IOException {
    faults.script("{'on': 'create', 'do': {'trickle_millis': 20}}");
    HttpResponse<InputStream> answer = caller.stream("POST", "/leads", LEAD);
    assertThat(answer.statusCode()).isEqualTo(200);
    try (InputStream bytes = answer.body()) {
      assertThat(bytes.readNBytes(3)).containsExactly(' ', ' ', ' ');
    }
    assertThat(new JsonArray(caller.get("/leads").body())).hasSize(1);
  }

  @Test
  void floodedAnswerHasTenMebibytes() {
    faults.script("{'on': 'create', 'do': {'flood': true}}");
    HttpResponse<String> answer = caller.post(LEAD);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).hasSize(10 * 1024 * 1024);
    assertThat(ledger.requests().get(0).status()).isEqualTo(200);
  }

  @Test
  void documentAndStatusWithLostAnswersAreStored() {
    String id = caller.leadFrom(null);
    faults.script("{'on': 'document', 'do': {'lose_answer': true}}");
    faults.script("{'on': 'status', 'do': {'lose_answer': true}}");
    assertHangsUp(() -> caller.post("/leads/" + id + "/attachments", DOCUMENT));
    assertHangsUp(() -> caller.put("/leads/" + id + "/status", status("Nurserie")));
    assertThat(ledger.documents(id)).hasSize(1);
    assertThat(caller.get("/leads/" + id).body()).contains("Nurserie");
  }

  @ParameterizedTest
  @CsvSource({
    "create, 503 201 201 200 200 201 200 204",
    "document, 201 503 503 200 200 201 200 204",
    "status, 201 201 201 503 200 201 200 204",
    "read, 201 201 201 200 503 201 200 204",
    "subscription, 201 201 201 200 200 503 503 503",
    "any, 503 503 503 503 503 503 503 503",
    "callback, 201 201 201 200 200 201 200 204",
  })
  void faultAppliesToItsTargetOnly(String on, String statuses) {
    caller.post(LEAD);
    String action = on.equals("callback") ? "{'silence': true}" : "{'answer': 503}";
    faults.script("{'on': '%s', 'forever': true, 'do': %s}".formatted(on, action));
    caller.post(LEAD);
    caller.post("/leads/1001/document/add", DOCUMENT);
    caller.post("/leads/1001/attachments", DOCUMENT);
    caller.put("/leads/1001/status", status("Nurserie"));
    caller.get("/leads/1001");
    JsonObject subscription =
        new JsonObject().put("event", "lead_assigned").put("url", "http://127.0.0.1:1/");
    caller.post("/subscriptions", subscription);
    caller.get("/subscriptions");
    caller.call("DELETE", "/subscriptions/1");

    assertThat(ledger.requests().stream().skip(1).map(seen -> "" + seen.status()))
        .containsExactly(statuses.split(" "));
  }

  @Test
  void firstMatchingUnspentRuleApplies() {
    faults.script("{'on': 'read', 'forever': true, 'do': {'answer': 502}}");
    faults.script("{'on': 'create', 'times': 2, 'do': {'answer': 503}}");
    faults.script("{'on': 'any', 'do': {'answer': 504}}");
    for (int status : new int[] {503, 503, 504, 201}) {
      assertThat(caller.post(LEAD).statusCode()).isEqualTo(status);
    }
    assertThat(faults.applied()).containsExactly(0, 2, 1);
  }

  @Test
  void faultyRequestCountsAndRejectedOneHasNoFault() {
    faults.script("{'on': 'any', 'forever': true, 'do': {'answer': 500}}");
    for (int i = 0; i < 20; i++) {
      assertThat(caller.post(LEAD).statusCode()).isEqualTo(500);
    }
    assertThat(caller.post(LEAD).statusCode()).isEqualTo(429);
    assertThat(faults.applied()).containsExactly(20);
    assertThat(ledger.mostAdmitted(RunningOplead.TOKEN, Duration.ofMinutes(1))).isEqualTo(20);
  }

  private static void assertHangsUp(ThrowingCallable call) {
    assertThatThrownBy(call).hasCauseInstanceOf(IOException.class);
  }

  private static JsonObject status(String label) {
    return new JsonObject().put("status", label);
  }
}
