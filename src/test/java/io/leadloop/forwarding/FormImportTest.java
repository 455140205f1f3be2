package io.leadloop.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.AccountWire.FormImport;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leads of a customer whose Oplead is reached by its older form import. */
@GatewayTest
class FormImportTest {
  private static final Map<String, Object> LEAD =
      Map.of(
          "lastname", "Dupont",
          "postcode", "75011",
          "country", "FR",
          "email", "jean@example.com",
          "message", "Bonjour");

  @Inject LaneTester tester;
  @Inject Vertx vertx;
  @Inject Pool pool;

  private final String token = "form-token-" + UUID.randomUUID();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @AfterEach
  void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aLeadIsSentUnderTheImportsNamesWithItsTokenInTheBodyOnly() {
    LaneTester.Lane lane = open(request -> answer(request, "{\"success\":true}"));
    String id = submit(lane, LEAD).statusCode(202).extract().path("id");
    lane.awaitState(id, "forwarded");

    assertThat(requests).hasSize(1);
    String head = requests.get(0).lines().findFirst().orElseThrow();
    assertThat(head).isEqualTo("POST /addlead/ application/json null");
    JsonObject body = new JsonObject(requests.get(0).substring(head.length()));
    assertThat(body.getString("provider_webhook_url")).contains("/callbacks/");
    assertThat(body.getString("form")).isEqualTo("quote");
    assertThat(body.getString("token")).isEqualTo(token);
    assertThat(body.getString("ctc_lastname")).isEqualTo("Dupont");
    assertThat(body.getString("message")).isEqualTo("Bonjour");
  }

  @Test
  void aLeadWithoutAnIdAwaitsNoFeedbackAndTakesNoUpdates() {
    LaneTester.Lane lane = open(request -> answer(request, "OK"));
    String id = submit(lane, LEAD).statusCode(202).extract().path("id");
    await().until(() -> "not_expected".equals(lane.show(id).getString("feedback")));

    assertThat(lane.show(id).getString("state")).isEqualTo("forwarded");
    await().until(() -> lane.types(id).size() == 1);
    assertThat(awaited(id)).isZero();
    lane.asProvider()
        .multiPart("file", "quote.pdf", "%PDF-1.4".getBytes(), "application/pdf")
        .post("/v1/leads/" + id + "/documents")
        .then()
        .statusCode(409)
        .body("type", is("/problems/not-by-form"));
    lane.asProvider()
        .contentType(ContentType.JSON)
        .body(Map.of("status", "in_progress"))
        .put("/v1/leads/" + id + "/status")
        .then()
        .statusCode(409);
    lane.asProvider().get("/v1/leads/" + id + "?refresh=true").then().statusCode(200);
    assertThat(requests).hasSize(1);
  }

  @Test
  void whatTheImportRequiresIsCheckedWhenTheLeadIsSubmitted() {
    LaneTester.Lane lane = open(request -> answer(request, "OK"));
    submit(lane, Map.of("lastname", "Dupont", "email", "d@example.com", "form", "x"))
        .statusCode(422)
        .body("type", is("/problems/invalid-lead"))
        .body("errors.pointer", contains("/lead/form", "/lead/postcode", "/lead/country"));
    assertThat(requests).isEmpty();
  }

  @Test
  void aRefusalThatRepeatsTheRequestShowsNoToken() {
    LaneTester.Lane lane =
        open(
            request ->
                request.body(
                    body -> request.response().setStatusCode(422).end("wrong: " + body.result())));
    String id = submit(lane, LEAD).statusCode(202).extract().path("id");
    lane.awaitState(id, "rejected");
    assertThat(lane.show(id).prettify()).doesNotContain(token);
    assertThat(lane.events(id).prettify()).doesNotContain(token);
  }

  @Test
  void aLostAnswerIsAnUncertainLead() {
    AtomicInteger posts = new AtomicInteger();
    LaneTester.Lane lane =
        open(
            request -> {
              if (posts.incrementAndGet() == 1) {
                request.body(body -> request.connection().close());
              } else {
                answer(request, "{\"id\":\"44\"}");
              }
            });
    String id = submit(lane, LEAD).statusCode(202).extract().path("id");
    lane.awaitState(id, "forwarded");
    assertThat(lane.show(id).getString("oplead_id")).isEqualTo("44");
    assertThat(posts).hasValue(2);
  }

  private long awaited(String id) {
    return pool.preparedQuery("select count(*) from awaited_feedback where lead_id = $1")
        .execute(Tuple.of(UUID.fromString(id)))
        .await()
        .indefinitely()
        .iterator()
        .next()
        .getLong(0);
  }

  private static ValidatableResponse submit(LaneTester.Lane lane, Map<String, Object> lead) {
    return lane.asProvider()
        .contentType(ContentType.JSON)
        .body(Map.of("customer", lane.customer().slug(), "lead", lead))
        .post("/v1/leads")
        .then();
  }

  private static void answer(HttpServerRequest request, String text) {
    request.response().end(text);
  }

  private LaneTester.Lane open(Handler<HttpServerRequest> oplead) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  String head =
                      "%s %s %s %s"
                          .formatted(
                              request.method(),
                              request.uri(),
                              request.getHeader("Content-Type"),
                              request.getHeader("Authorization"));
                  request.body().onSuccess(body -> requests.add(head + "\n" + body));
                  oplead.handle(request);
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    URI url = URI.create("http://127.0.0.1:" + server.actualPort() + "/addlead/");
    FormImport form = new FormImport("quote", Optional.of(url));
    return tester.open(new OpleadAccess(Optional.empty(), token, AccountWire.form(form)), 1_000);
  }
}
