package io.leadloop.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormEndpointTest {
  private static final JsonObject LEAD =
      new JsonObject()
          .put("form", "quote")
          .put("token", RunningOplead.TOKEN)
          .put("ctc_lastname", "Dupont")
          .put("ctc_postcode", "75011")
          .put("ctc_country", "FR")
          .put("ctc_email", "jean@example.com");

  private final RunningOplead running =
      new RunningOplead(SimulatorSettings.builder().firstId(7).quota(3).build());

  @AfterEach
  void end() {
    running.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void aLeadIsKeptWithoutItsToken(String end) {
    HttpResponse<String> answer = post(LEAD, end);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).getString("id")).isEqualTo("7");
    JsonObject kept = new JsonArray(running.caller.get("/leads").body()).getJsonObject(0);
    JsonObject withoutToken = LEAD.copy();
    withoutToken.remove("token");
    assertThat(kept.getJsonObject("lead")).isEqualTo(withoutToken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"form", "ctc_lastname", "ctc_postcode", "ctc_country", "ctc_email"})
  void aLeadWithoutAMandatoryMemberIsRefused(String member) {
    JsonObject lead = LEAD.copy();
    lead.remove(member);
    HttpResponse<String> refused = post(lead, "/");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains(member);
  }

  @Test
  void anUnknownTokenIsRefusedAndAKnownOneHasItsQuota() {
    assertThat(post(LEAD.copy().put("token", "other"), "/").statusCode()).isEqualTo(401);
    assertThat(post(new JsonObject(), "/").statusCode()).isEqualTo(401);
    for (int i = 0; i < 3; i++) {
      assertThat(post(LEAD, "/").statusCode()).isEqualTo(200);
    }
    assertThat(post(LEAD, "/").statusCode()).isEqualTo(429);
  }

  private HttpResponse<String> post(JsonObject lead, String end) {
    URI address = URI.create(running.oplead.formUrl().toString().replaceAll("/$", "") + end);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(lead.encode()))
            .build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
