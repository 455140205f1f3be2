package io.leadloop.feedback;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.feedback.callback.SubscriptionTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.testing.CapturedLog;
import io.leadloop.testing.ClearColumns;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.Documents;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Spellings;
import io.leadloop.testing.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Personal data of a lead is nowhere in clear, in whatever form Oplead repeats it: a lead with
 * unique values goes through everything that Oplead can answer and call back.
 */
@GatewayTest
class PersonalDataTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> VALUES =
      List.of(
          "ysolde.kervadec@example.org",
          "Quéménéur",
          "0697867564",
          "14 rue des Glycines\n29790 Pont-Croix");
  private static final String LEAD =
      """
      {"lastname": "Quéménéur", "email": "ysolde.kervadec@example.org", "phone": "0697867564",
       "address": "14 rue des Glycines\\n29790 Pont-Croix"}
      """;
  private static final String FILE_NAME = "Devis Quéménéur 0697867564.pdf";

  @Inject LaneTester tester;
  @Inject Credentials credentials;
  @Inject CallbackTokens tokens;
  @Inject SubscriptionTokens subscriptions;
  @Inject MeterRegistry metrics;
  @Inject InMemorySpanExporter spans;
  @Inject Vertx vertx;
  @Inject Pool pool;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final CapturedLog log = CapturedLog.start();
  private HttpServer oplead;
  private LaneTester.Lane lane;

  @BeforeEach
  void openALane() {
    oplead =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> request.bodyHandler(body -> answer(request, body.toString(UTF_8))))
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    URI url = URI.create("http://localhost:" + oplead.actualPort() + "/v1");
    lane = tester.open(new OpleadAccess(Optional.of(url), UUID.randomUUID().toString()), 100_000);
  }

  @AfterEach
  void close() {
    log.close();
    oplead.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whatALeadSaysIsNowhereInClear() {
    String refused = submit("refused");
    String failed = submit("failed");
    String forwarded = submit("forwarded");
    String namedById = submit("named by id");
    String lost = submit("lost");
    lane.awaitState(refused, "rejected");
    lane.awaitState(namedById, "forwarded");
    lane.awaitState(forwarded, "forwarded");
    awaitError(failed);
    awaitError(lost);
    upload(forwarded);
    setStatus(forwarded);
    repeatEverything(forwarded);
    String read = refresh(forwarded);
    awaitProjection(forwarded);

    assertThat(lane.show(refused).getString("last_error"))
        .isEqualTo("HTTP 422: Oplead refuses /lead/email");
    assertThat(lane.show(namedById).getString("oplead_id")).isNull();
    assertThat(admin(refused).getString("last_answer")).contains("ysolde.kervadec");
    assertNowhere(read);
  }

  @Test
  void erasureReachesEveryTextAndWhatComesLaterBringsNoneBack() {
    String lead = submit("forwarded");
    lane.awaitState(lead, "forwarded");
    upload(lead);
    await().atMost(PATIENCE).until(() -> events(lead).contains("HTTP 4"));
    callBack(lead, "Devis parti", "application/json");
    awaitLabel(lead, "Devis parti");
    callBack(lead, "Perdu chez Quemeneur", "application/json");
    await().atMost(PATIENCE).until(() -> lane.show(lead).getString("status.label") == null);
    assertThat(admin(lead).getString("withheld_label")).isEqualTo("Perdu chez Quemeneur");
    assertThat(lane.show(lead).getString("erased_at")).isNull();
    callBack(lead, "Devis parti", "application/json");
    awaitLabel(lead, "Devis parti");

    provider().delete("/v1/leads/" + lead).then().statusCode(204);

    JsonPath erased = lane.show(lead);
    assertThat(erased.getString("erased_at")).isNotNull();
    assertThat(erased.getString("status.code")).isEqualTo("other");
    assertThat(erased.getString("status.label")).isNull();
    assertThat(erased.getString("oplead_id")).isNotNull();
    assertThat(events(lead)).doesNotContain("Devis parti", "HTTP 4");
    assertThat(admin(lead).getString("withheld_label")).isNull();
    assertThat(admin(lead).getString("last_answer")).isNull();

    callBack(lead, "Devis encore parti", "application/json");
    callBack(lead, "Gagné", "application/json");
    awaitLabel(lead, "Gagné");
    assertThat(events(lead)).doesNotContain("parti");
    assertThat(admin(lead).getString("withheld_label")).isNull();
  }

  private String events(String lead) {
    return provider().get("/v1/leads/" + lead + "/events").asString();
  }

  /** In each form in which it may come back, alone and together with all others. */
  private void repeatEverything(String lead) {
    for (String form : forms()) {
      callBack(lead, "Perdu : " + form, "application/json; name=\"" + VALUES.get(0) + "\"");
    }
    callBack(lead, "x".repeat(90) + " " + String.join(" ", VALUES), "text/plain; charset=utf-8");
    notify(SubscriptionKind.STATUS, new JsonObject().put("status", "Vu " + VALUES.get(1)));
    notify(
        SubscriptionKind.APPOINTMENT,
        new JsonObject()
            .put(
                "appointment",
                new JsonObject()
                    .put("date", "2026-12-01T09:00:00Z")
                    .put("state", "chez " + VALUES.get(1))));
    post(
        tokens.addressFor(new LeadId(UUID.fromString(lead))),
        new JsonObject().put("status", "Devis à faire").put("amount", "697867564"),
        "application/json");
  }

  private void awaitProjection(String lead) {
    callBack(lead, "Gagné", "application/json");
    awaitLabel(lead, "Gagné");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              String events = events(lead);
              return events.contains("document-refused")
                  && events.contains("status-refused")
                  && events.contains("appointment-updated");
            });
  }

  private void assertNowhere(String read) {
    String topic =
        TopicReader.readExactly(kafka, lane.pair().provider().topic(), events()).stream()
            .map(record -> record.headers() + record.value())
            .collect(Collectors.joining("\n"));
    assertHasNone("the topic", topic);
    assertHasNone("an answer that was read from Oplead", read);
    assertHasNone("the provider's leads", provider().get("/v1/leads?limit=500").asString());
    assertHasNone("the provider's feed", provider().get("/v1/events?limit=500").asString());
    assertHasNone("unknown labels", adminCall().get("/admin/v1/statuses/unknown").asString());
    assertHasNone("metrics", metrics.getMeters().stream().map(m -> m.getId().toString()).toList());
    assertHasNone("traces", spans.getFinishedSpanItems().stream().map(Object::toString).toList());
    assertHasNone("the log", log.lines());
    ClearColumns.of(pool).forEach(PersonalDataTest::assertHasNone);
  }

  private static void assertHasNone(String where, List<String> texts) {
    assertHasNone(where, String.join("\n", texts));
  }

  /** It holds something, but no value. */
  private static void assertHasNone(String where, String text) {
    assertThat(text).as(where).isNotEmpty();
    for (String form : forms()) {
      if (text.contains(form)) {
        throw new AssertionError(where + " has " + form);
      }
    }
  }

  private int events() {
    return provider().get("/v1/events?limit=500").jsonPath().getList("items").size();
  }

  /** The values in every form, and the parts that identify a person by themselves. */
  private static Set<String> forms() {
    Set<String> forms = new TreeSet<>();
    for (String value : VALUES) {
      Spellings.changes().forEach(change -> forms.add(change.apply(value)));
      forms.add(Base64.getEncoder().withoutPadding().encodeToString(value.getBytes(UTF_8)));
    }
    forms.addAll(
        List.of(
            "+33697867564",
            "0033697867564",
            "06 97 86 75 64",
            "06.97.86.75.64",
            "ysolde.kervadec@e",
            "QUEMENEUR",
            "kervadec",
            "Glycines",
            "Pont-Croix",
            "697867564"));
    return forms;
  }

  private void answer(HttpServerRequest request, String body) {
    String path = request.path();
    if (path.endsWith("/document/add") || path.endsWith("/status")) {
      request.response().setStatusCode(path.endsWith("status") ? 422 : 415).end(complaint());
    } else if (request.method().name().equals("GET")) {
      request.response().end(new JsonObject().put("status", "Vu " + VALUES.get(1)).encode());
    } else if (body.contains("\"refused\"")) {
      request.response().setStatusCode(422).end(complaint());
    } else if (body.contains("\"failed\"")) {
      request.response().setStatusCode(500).end(complaint());
    } else if (body.contains("\"lost\"")) {
      request.connection().close();
    } else {
      String id = body.contains("\"named by id\"") ? "Quemeneur-0697867564" : "88231";
      request.response().setStatusCode(201).end("{\"id\":\"" + id + "\"}");
    }
  }

  /** As long as to have the address across its 300th character, where a reason was once cut. */
  private static String complaint() {
    JsonObject errors = new JsonObject().put("email", new JsonArray().add(VALUES.get(0)));
    VALUES.forEach(value -> errors.put(value, new JsonArray().add("no")));
    return new JsonObject()
        .put(
            "message", "x".repeat(275) + String.join(" ", VALUES) + " " + String.join(" ", forms()))
        .put("errors", errors)
        .encode();
  }

  private String submit(String lead) {
    return provider()
        .contentType(ContentType.JSON)
        .body(
            "{\"customer\":\"%s\",\"reference\":\"%s\",\"lead\":%s}"
                .formatted(
                    lane.customer().slug(),
                    lead,
                    LEAD.replaceFirst("\\{", "{\"case\":\"" + lead + "\",")))
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private void awaitError(String lead) {
    await().atMost(PATIENCE).until(() -> lane.show(lead).getString("last_error") != null);
  }

  private void awaitLabel(String lead, String label) {
    await().atMost(PATIENCE).until(() -> label.equals(lane.show(lead).getString("status.label")));
  }

  private void upload(String lead) {
    provider()
        .multiPart("file", FILE_NAME, Documents.pdf(7, 1_000), "application/pdf")
        .post("/v1/leads/" + lead + "/documents")
        .then()
        .statusCode(202);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                provider()
                    .get("/v1/leads/" + lead + "/documents")
                    .jsonPath()
                    .getString("items[0].state")
                    .equals("refused"));
  }

  private void setStatus(String lead) {
    provider()
        .contentType(ContentType.JSON)
        .body("{\"status\":\"in_progress\"}")
        .put("/v1/leads/" + lead + "/status")
        .then()
        .statusCode(202);
  }

  private String refresh(String lead) {
    return provider()
        .get("/v1/leads/" + lead + "?refresh=true")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private void callBack(String lead, String label, String contentType) {
    URI address = tokens.addressFor(new LeadId(UUID.fromString(lead)));
    post(address, new JsonObject().put("status", label), contentType);
  }

  private void notify(SubscriptionKind kind, JsonObject body) {
    URI address = subscriptions.addressFor(lane.customer().id(), kind);
    post(address, body.put("lead_id", "88231"), "application/json");
  }

  private static void post(URI address, JsonObject body, String contentType) {
    given()
        .config(
            io.restassured.RestAssured.config()
                .encoderConfig(
                    io.restassured.config.EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .header("Content-Type", contentType)
        .body(body.encode().getBytes(UTF_8))
        .post(address.getPath())
        .then()
        .statusCode(200);
  }

  private RequestSpecification provider() {
    return lane.asProvider();
  }

  private RequestSpecification adminCall() {
    return credentials.asAdministrator();
  }

  private JsonPath admin(String lead) {
    return adminCall().get("/admin/v1/leads/" + lead).then().statusCode(200).extract().jsonPath();
  }
}
