package io.leadloop.simulator;

import static io.leadloop.simulator.OpleadCaller.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadEndpointsTest {

  private final RunningOplead running =
      new RunningOplead(SimulatorSettings.builder().firstId(88231).build());
  private final OpleadCaller caller = running.caller;

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void leadIsAnsweredWithAnIdThatCountsUp() {
    HttpResponse<String> first = caller.post(LEAD);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(new JsonObject(first.body())).isEqualTo(new JsonObject().put("id", "88231"));

    assertThat(caller.post("{}").statusCode()).isEqualTo(422);
    assertThat(caller.post(LEAD).body()).contains("\"88232\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json | 400",
        "[{\"lastname\": \"Dupont\"}] | 400",
        "{\"email\": \"jean@example.com\"} | 422",
        "{\"lastname\": \"Dupont\"} | 422",
      })
  void refusedLeadIsAnsweredWithAJsonMessageAndNotKept(String body, int status) {
    HttpResponse<String> refused = caller.post(body);
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(new JsonObject(refused.body()).getString("message")).isNotBlank();
    assertThat(new JsonArray(caller.get("/leads").body())).isEmpty();
  }

  @Test
  void keptLeadIsReadWithItsDocument() {
    caller.post(LEAD);
    JsonObject lead = new JsonObject(caller.get("/leads/88231").body());
    assertThat(lead.getString("id")).isEqualTo("88231");
    assertThat(lead.getJsonObject("lead")).isEqualTo(new JsonObject(LEAD));
    assertThat(lead.getInstant("created_at")).isBeforeOrEqualTo(lead.getInstant("updated_at"));
  }

  @Test
  void keptLeadsAreListedNewestFirst() {
    caller.post(LEAD);
    caller.post(LEAD);
    assertThat(new JsonArray(caller.get("/leads").body()))
        .extracting(each -> ((JsonObject) each).getString("id"))
        .containsExactly("88232", "88231");
  }

  @ParameterizedTest
  @CsvSource({"?limit=1, 1", "?limit=2, 2", "?limit=1000, 3", "'', 3"})
  void listHonoursItsLimit(String query, int length) {
    caller.post(LEAD);
    caller.post(LEAD);
    caller.post(LEAD);
    JsonArray list = new JsonArray(caller.get("/leads" + query).body());
    assertThat(list).hasSize(length);
    assertThat(list.getJsonObject(0).getString("id")).isEqualTo("88233");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "many", "''", "9999999999"})
  void limitThatIsNoPositiveNumberIsRefused(String limit) {
    assertThat(caller.get("/leads?limit=" + limit).statusCode()).isEqualTo(400);
  }

  @Test
  void leadIsUnknownToEveryOtherToken() {
    running.oplead.accept("oplead-token-0002");
    OpleadCaller other = running.callerWith("oplead-token-0002");
    caller.post(LEAD);
    assertThat(other.get("/leads/88231").statusCode()).isEqualTo(404);
    assertThat(new JsonArray(other.get("/leads").body())).isEmpty();
  }
}
