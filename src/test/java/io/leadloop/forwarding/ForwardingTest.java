package io.leadloop.forwarding;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.lane.LaneConfig;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leads on their way to a simulated Oplead, over the real queue and the real wire. */
@GatewayTest
class ForwardingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ENOUGH = 100_000;

  @Inject Onboarding onboarding;
  @Inject Vertx vertx;
  @Inject LaneConfig lane;
  @Inject MeterRegistry metrics;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final String token = UUID.randomUUID().toString();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Onboarding.Pair pair;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void opleadReceivesTheDocumentAsItCamePlusTheTwoMembers() {
    SimulatedOplead oplead = oplead();
    onboard(oplead.baseUrl(), ENOUGH);
    String document =
        "{ \"lastname\":\"D\\u00fcpont\",\"email\":\"a@b.c\", \"n\":1.00,\"n\":1e400 }";
    String id = submit(document);

    awaitState(id, "forwarded");
    RecordedRequest request = oplead.ledger().requests().get(0);
    String body = request.body().toString(UTF_8);
    assertThat(body).endsWith("," + document.substring(1));
    assertThat(body)
        .startsWith("{\"provider_name\":\"Provider\",\"provider_webhook_url\":\"http://");
  }

  @Test
  void noWindowSeesMoreThanTheQuotaAndEveryLeadArrivesOnce() {
    int quota = 5;
    int leads = 18;
    SimulatedOplead oplead = oplead();
    onboard(oplead.baseUrl(), quota);
    for (int i = 0; i < leads; i++) {
      submit("{\"lastname\":\"Dupont\",\"email\":\"a@b.c\"}");
    }

    await().atMost(PATIENCE).until(() -> oplead.ledger().requests().size() >= leads);
    assertThat(oplead.ledger().mostArrivals(token, lane.window())).isEqualTo(quota);
    assertThat(oplead.ledger().requests()).hasSize(leads).allMatch(r -> r.status() == 201);
  }

  @Test
  void aLeadThatOpleadRefusesIsRejectedWithAReasonThatRepeatsNothingOfIt() {
    HttpServer picky = answering(422, "{\"message\":\"Zoubida.Martin@example.com is no address\"}");
    onboard(address(picky), ENOUGH);
    String id = submit("{\"lastname\":\"Martin\",\"email\":\"zoubida.martin@example.com\"}");

    JsonPath lead = awaitState(id, "rejected");
    assertThat(lead.getString("last_error")).isEqualTo("HTTP 422");
    assertThat(lead.getString("next_attempt_at")).isNull();
    JsonNode event = json(events(1).get(0).value());
    assertThat(event.get("state").asText()).isEqualTo("rejected");
    assertThat(event.get("reason").asText()).isEqualTo("HTTP 422");
  }

  @Test
  void aRefusalInA2xxIsARefusal() {
    onboard(
        address(answering(200, "{\"success\":false,\"errors\":{\"phone\":[\"Zoubida ?\"]}}")),
        ENOUGH);
    String id = submit("{\"lastname\":\"Zoubida\",\"email\":\"a@b.c\"}");

    assertThat(awaitState(id, "rejected").getString("last_error"))
        .isEqualTo("HTTP 200, but the body reports an error: Oplead refuses /lead/phone");
    assertThat(events(1).get(0).value()).contains("\"rejected\"").doesNotContain("Zoubida");
  }

  /** Parsers had a shorter limit for names than the intake, and the outcome was lost. */
  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void aLeadWithAVeryLongNameThatOpleadRefusesIsRejected(int status) {
    String name = "n".repeat(50_001);
    String document = "{\"lastname\":\"Martin\",\"email\":\"a@b.c\",\"" + name + "\":1}";
    onboard(address(answering(status, "{\"lead\":" + document + ",\"errors\":[]}")), ENOUGH);

    assertThat(awaitState(submit(document), "rejected").getString("last_error"))
        .isEqualTo("HTTP " + status);
  }

  @Test
  void theIdOfALeadWithAVeryLongNameIsReadFromAnAnswerThatRepeatsIt() {
    String document =
        "{\"lastname\":\"Martin\",\"email\":\"a@b.c\",\"" + "n".repeat(50_001) + "\":1e900}";
    onboard(address(answering(201, "{\"lead\":" + document + ",\"id\":88231}")), ENOUGH);
    assertThat(awaitState(submit(document), "forwarded").getString("oplead_id")).isEqualTo("88231");
  }

  @Test
  void anIdThatOnlyTheLocationHasIsRead() {
    HttpServer empty =
        listen(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        request
                            .response()
                            .setStatusCode(201)
                            .putHeader("Location", "https://crm.example/v1/leads/88231")
                            .end()));
    onboard(address(empty), ENOUGH);
    String id = submit("{\"lastname\":\"Martin\",\"email\":\"a@b.c\"}");
    assertThat(awaitState(id, "forwarded").getString("oplead_id")).isEqualTo("88231");
  }

  @Test
  void aSignInPageIsNoAnswerAndRaisesAnAlert() {
    double before = flawed();
    onboard(address(answering(200, "<html><body>Connexion</body></html>")), ENOUGH);
    String id = submit("{\"lastname\":\"Martin\",\"email\":\"a@b.c\"}");
    assertThat(awaitState(id, "uncertain").getString("last_error")).contains("page");
    assertThat(flawed()).isGreaterThan(before);
  }

  private double flawed() {
    return metrics.get("leadloop.oplead.answers.flawed").tag("flaw", "page").counter().count();
  }

  @Test
  void aRefusedTokenHoldsTheLeadAndStopsTheLane() {
    AtomicInteger asked = new AtomicInteger();
    HttpServer refusing = answering(401, "{}", asked);
    onboard(address(refusing), ENOUGH);
    String id = submit("{\"lastname\":\"Martin\",\"email\":\"a@b.c\"}");

    JsonPath lead = awaitState(id, "held");
    assertThat(lead.getInt("attempts")).isZero();
    assertThat(json(events(1).get(0).value()).get("state").asText()).isEqualTo("held");

    String next = submit("{\"lastname\":\"Martin\",\"email\":\"a@b.c\"}");
    assertThat(awaitState(next, "held").getString("last_error")).isEqualTo("HTTP 401");
    assertThat(asked).hasValue(1);
    assertThat(events(2)).extracting(ConsumerRecord::key).containsExactlyInAnyOrder(id, next);
  }

  @Test
  void aFailingOpleadIsTriedAgainLater() {
    onboard(address(answering(500, "{}")), ENOUGH);
    String id = submit("{\"lastname\":\"Martin\",\"email\":\"a@b.c\"}");

    await().atMost(PATIENCE).until(() -> lead(id).getInt("attempts") == 1 && isDueLater(id));
    assertThat(lead(id).getString("last_error")).isEqualTo("HTTP 500");
  }

  @Test
  void aLeadWithoutAnAnswerIsUncertainAndIsSentAgainSayingSo() {
    AtomicInteger asked = new AtomicInteger();
    HttpServer silentOnce =
        listen(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        request.body(
                            body -> {
                              if (asked.incrementAndGet() == 1) {
                                request.connection().close();
                              } else {
                                request.response().setStatusCode(201).end("{\"id\":\"7\"}");
                              }
                            })));
    onboard(address(silentOnce), ENOUGH);
    String id = submit("{\"lastname\":\"Martin\",\"email\":\"a@b.c\"}");

    awaitState(id, "uncertain");
    JsonPath lead = awaitState(id, "forwarded");
    assertThat(lead.getInt("attempts")).isEqualTo(2);
    JsonNode event = json(events(1).get(0).value());
    assertThat(event.get("state").asText()).isEqualTo("forwarded");
    assertThat(event.get("possible_duplicate").asBoolean()).isTrue();
  }

  private SimulatedOplead oplead() {
    SimulatorSettings settings =
        SimulatorSettings.builder().quota(ENOUGH).statuses("Nouveau").build();
    SimulatedOplead oplead = new SimulatedOplead(vertx, settings);
    oplead.accept(token);
    opened.add(oplead);
    return oplead.startAndAwait();
  }

  private HttpServer answering(int status, String body) {
    return answering(status, body, new AtomicInteger());
  }

  private HttpServer answering(int status, String body, AtomicInteger asked) {
    return listen(
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.incrementAndGet();
                  request.response().setStatusCode(status).end(body);
                }));
  }

  private HttpServer listen(HttpServer server) {
    opened.add(() -> server.close().toCompletionStage().toCompletableFuture().join());
    return server.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
  }

  private static URI address(HttpServer server) {
    return URI.create("http://localhost:" + server.actualPort() + "/v1");
  }

  private void onboard(URI baseUrl, int requestsPerMinute) {
    pair =
        onboarding.providerWithCustomer(
            new OpleadAccess(Optional.of(baseUrl), token), requestsPerMinute);
  }

  private String submit(String document) {
    return given()
        .header("Authorization", "Bearer " + pair.key().reveal())
        .contentType(ContentType.JSON)
        .body("{\"customer\":\"" + pair.customer().slug() + "\",\"lead\":" + document + "}")
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private JsonPath awaitState(String id, String state) {
    await().atMost(PATIENCE).until(() -> state(id).equals(state));
    return lead(id);
  }

  private boolean isDueLater(String id) {
    return lead(id).getString("next_attempt_at") != null && state(id).equals("queued");
  }

  private String state(String id) {
    return lead(id).getString("state");
  }

  private JsonPath lead(String id) {
    return given()
        .header("Authorization", "Bearer " + pair.key().reveal())
        .get("/v1/leads/" + id)
        .jsonPath();
  }

  private List<ConsumerRecord<String, String>> events(int atLeast) {
    try (TopicReader reader = new TopicReader(kafka, pair.provider().topic())) {
      return reader.readUntil(read -> read.size() >= atLeast);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
