package io.leadloop.simulator;

import static io.leadloop.simulator.OpleadCaller.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.http.AccessToken;
import io.leadloop.simulator.http.RawRequest;
import io.leadloop.simulator.http.RequestBody;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceptionTest {

  private final RunningOplead running = new RunningOplead(SimulatorSettings.defaults());
  private final OpleadCaller caller = running.caller;

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void unknownTokenIsRefusedOnEveryPath() {
    OpleadCaller otherCaller = running.callerWith("somebody-elses-token");
    HttpResponse<String> refused = otherCaller.post(LEAD);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(new JsonObject(refused.body()).getString("message")).isNotBlank();
    assertThat(otherCaller.get("/nowhere").statusCode()).isEqualTo(401);

    assertThat(requests())
        .extracting(RecordedRequest::token, RecordedRequest::admitted)
        .containsOnly(tuple(Optional.of(new AccessToken("somebody-elses-token")), false));
    assertThat(caller.get("/leads").body()).isEqualTo("[]");
  }

  @Test
  void tokenCanBeAcceptedWhileItRuns() {
    running.oplead.accept("late-token");
    assertThat(running.callerWith("late-token").post(LEAD).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nowhere, 404",
    "GET, /leads/1001, 404",
    "GET, /leads/x, 404",
    "GET, /leads/%zz, 400",
    "PUT, /leads, 405",
    "DELETE, /leads/1001, 405",
  })
  void otherRequestsAreRejectedInJsonAndRecorded(String verb, String path, int status) {
    RawRequest request = new RawRequest(verb, path);
    RawRequest.Answer answer = request.sendTo(running.oplead.baseUrl());
    assertThat(answer.status()).isEqualTo(status);
    assertThat(new JsonObject(answer.body()).getString("message")).isNotBlank();

    assertThat(requests())
        .extracting(RecordedRequest::verb, RecordedRequest::path, RecordedRequest::status)
        .containsExactly(tuple(verb, "/v1" + path, status));
  }

  @Test
  void bodySurvivesInTheLedgerByteForByte() {
    byte[] odd =
        "{ \"lastname\":\"Dup\\u006fnt\",\r\n\t\"phone\" : 1.50, \"é\": \"\\/\", \"phone\": 2 }  "
            .getBytes(StandardCharsets.UTF_8);
    byte[] broken = {'{', (byte) 0xff, 0, '\n'};
    assertThat(caller.post(odd).statusCode()).isEqualTo(201);
    assertThat(caller.post(broken).statusCode()).isEqualTo(400);

    assertThat(requests()).extracting(seen -> seen.body().getBytes()).containsExactly(odd, broken);
  }

  @Test
  void bodyOverTheLimitIsRefusedAndKeptUpToIt() {
    String large = LEAD.replace("Dupont", "D".repeat(RequestBody.LIMIT));
    assertThat(caller.post(large).statusCode()).isEqualTo(413);
    assertThat(requests().get(0).body().length()).isEqualTo(RequestBody.LIMIT);
  }

  @Test
  void requestWhoseConnectionBreaksInItsBodyIsRecordedUnanswered() {
    RawRequest request = new RawRequest("POST", "/leads");
    request.breakOffAfter("{\"lastname\"", running.oplead.baseUrl());
    await().until(() -> requests().size() == 1);

    assertThat(requests().get(0).status()).isZero();
    assertThat(requests().get(0).admitted()).isTrue();
    assertThat(requests().get(0).body().toString()).isEqualTo("{\"lastname\"");
  }

  @Test
  void ledgerRecordsTokenPathAndTime() {
    Instant before = Instant.now();
    caller.get("/leads?limit=2");
    RecordedRequest seen = requests().get(0);
    assertThat(seen.token()).contains(new AccessToken(RunningOplead.TOKEN));
    assertThat(seen.path()).isEqualTo("/v1/leads?limit=2");
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.body().length()).isZero();
    assertThat(seen.arrival().at()).isBetween(before, Instant.now());
  }

  private List<RecordedRequest> requests() {
    return running.oplead.ledger().requests();
  }
}
