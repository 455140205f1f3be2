package io.leadloop.form;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.AccountWire.FormImport;
import io.leadloop.testing.CapturedLog;
import io.leadloop.testing.ClearColumns;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tokens of forms, on their way in and out, are nowhere but where they are sent to. */
@GatewayTest
class FormTokenLeakTest {
  @Inject LaneTester tester;
  @Inject Credentials credentials;
  @Inject MeterRegistry metrics;
  @Inject InMemorySpanExporter spans;
  @Inject Vertx vertx;
  @Inject Pool pool;

  private final CapturedLog log = CapturedLog.start();
  private final String outgoing = "outgoing." + UUID.randomUUID();
  private final String incoming = "incoming." + UUID.randomUUID();
  private final List<String> answers = new ArrayList<>();
  private HttpServer oplead;
  private LaneTester.Lane lane;

  @BeforeEach
  void onboard() {
    oplead =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request.bodyHandler(
                        body ->
                            request
                                .response()
                                .setStatusCode(body.toString().contains("again") ? 500 : 422)
                                .end("{\"error\":\"wrong token\",\"sent\":" + body + "}")))
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    URI url = URI.create("http://localhost:" + oplead.actualPort() + "/addlead/");
    AccountWire wire = AccountWire.form(new FormImport("q", Optional.of(url)));
    lane = tester.open(new OpleadAccess(Optional.empty(), outgoing, wire), 1_000);
    answers.add(
        credentials
            .asAdministrator()
            .contentType(ContentType.JSON)
            .body(Map.of("customer", lane.customer().slug(), "name", "q", "token", incoming))
            .post("/admin/v1/providers/" + lane.pair().provider().slug() + "/forms")
            .asString());
  }

  @AfterEach
  void close() {
    log.close();
    oplead.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void tokensOfFormsAreNowhere() {
    String refused = post(lead("refused"));
    String failed = post(lead("again"));
    lane.awaitState(refused, "rejected");
    await().until(() -> lane.show(failed).getString("last_error") != null);

    answers.add(
        send("{\"form\":\"q\",\"token\":\"" + incoming + "\",\"ctc_lastname\":").asString());
    answers.add(send("{\"form\":\"q\",\"token\":\"" + incoming + "\"}").asString());
    answers.add(send("{\"form\":\"other\",\"token\":\"" + incoming + "\"}").asString());
    answers.add(
        given()
            .contentType("application/x-www-form-urlencoded")
            .body("form=q&a=%zz&token=" + incoming)
            .post("/addlead/")
            .asString());
    answers.add(
        given()
            .contentType(ContentType.JSON)
            .body("{}")
            .post("/addlead/?token=" + incoming)
            .asString());
    for (String id : List.of(refused, failed)) {
      answers.add(lane.show(id).prettify());
      answers.add(lane.events(id).prettify());
      answers.add(credentials.asAdministrator().get("/admin/v1/leads/" + id).asString());
    }
    answers.add(
        credentials
            .asAdministrator()
            .get("/admin/v1/customers/" + lane.customer().slug())
            .asString());
    answers.add(credentials.asAdministrator().get("/admin/v1/audit?limit=500").asString());

    assertNowhere("answers", answers.toString());
    assertNowhere("log", log.lines().toString());
    assertNowhere("traces", spans.getFinishedSpanItems().toString());
    assertNowhere(
        "metrics", metrics.getMeters().stream().map(m -> m.getId().toString()).toList().toString());
    ClearColumns.of(pool).forEach(this::assertNowhere);
  }

  private void assertNowhere(String where, String text) {
    assertThat(text).as(where).isNotEmpty();
    for (String token : List.of(outgoing, incoming)) {
      assertThat(text.contains(token)).as(where).isFalse();
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(token.getBytes(UTF_8));
      assertThat(text.contains(encoded)).as(where).isFalse();
    }
  }

  private String lead(String word) {
    return ("{\"form\":\"q\",\"token\":\"%s\",\"ctc_lastname\":\"%s\",\"ctc_postcode\":\"1\","
            + "\"ctc_country\":\"FR\",\"ctc_email\":\"a@example.com\"}")
        .formatted(incoming, word);
  }

  private String post(String lead) {
    Response answer = send(lead);
    answer.then().statusCode(200);
    answers.add(answer.asString());
    return answer.path("id");
  }

  private static Response send(String body) {
    return given().contentType(ContentType.JSON).body(body).post("/addlead/");
  }
}
