package io.leadloop.callback;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks on a lead that is queued because its Oplead is not reachable. */
@GatewayTest
class CallbackResourceTest {
  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject MeterRegistry metrics;
  @Inject Pool pool;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Onboarding.Pair pair;
  private String lead;
  private String address;

  @BeforeEach
  void submit() {
    pair = onboarding.providerWithCustomer();
    CalledBackLead submitted = CalledBackLead.submit(pair, "only", tokens);
    lead = submitted.id();
    address = submitted.address();
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"POST", "PUT", "PATCH"})
  void aCallbackByAnyVerbReachesTheTopic(Method verb) {
    given()
        .contentType(ContentType.JSON)
        .body(
            "{\"status\":{\"label\":\"Gagné\"},\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}")
        .request(verb, address)
        .then()
        .statusCode(200)
        .body(is("{}"));

    List<ConsumerRecord<String, String>> events = events(2);
    assertThat(events)
        .extracting(e -> TopicReader.header(e, "ce_sequence"))
        .containsExactly("1", "2");
    assertThat(events.get(0).value()).contains("\"state\":\"forwarded\"");
    assertThat(events.get(1).value()).contains("\"code\":\"won\"").doesNotContain("Dupont");
  }

  @Test
  void aCallbackSettlesALeadThatSeemedNotForwarded() {
    call("{\"status\":\"En cours\"}");
    events(2);
    pair.asProvider()
        .get("/v1/leads/" + lead)
        .then()
        .body("state", is("forwarded"))
        .body("status.code", is("in_progress"))
        .body("status.label", is("En cours"));
  }

  @Test
  void aCallbackThatRepeatsTheLastIsNotPublishedAgain() {
    call("{\"status\":\"En cours\"}");
    call("{\"status\":\"En cours\"}");
    call("{\"status\":\"Perdu\"}");
    assertThat(events(3))
        .extracting(e -> TopicReader.header(e, "ce_type"))
        .containsExactly(
            "io.leadloop.lead.forwarded.v1",
            "io.leadloop.lead.status-changed.v1",
            "io.leadloop.lead.status-changed.v1");
  }

  @Test
  void aBodyThatCannotBeReadChangesNothing() {
    call("{\"status\":\"En cours\"}");
    events(2);
    List<String> before = show();
    double counted = unread("callback");
    given()
        .contentType("application/octet-stream")
        .body(new byte[] {0, 1, -1})
        .post(address)
        .then()
        .statusCode(200)
        .body(is("{}"));
    given().post(address).then().statusCode(200);
    call("<html><body>Connexion</body></html>");
    call("{\"status\":\"success\"}");
    await().until(() -> unread("callback") >= counted + 4);
    assertThat(show()).isEqualTo(before);
    assertThat(recorded()).isEqualTo(5);

    call("{\"status\":\"Perdu\"}");
    assertThat(events(3).get(2).value())
        .contains("\"code\":\"lost\"", "\"previous_status\":{\"code\":\"in_progress\"");
  }

  @Test
  void aFirstCallbackThatCannotBeReadLeavesTheLeadAsItWas() {
    List<String> before = show();
    double counted = unread("callback");
    call("{\"ping\":true}");
    await().until(() -> unread("callback") > counted);
    assertThat(show()).isEqualTo(before);
  }

  @Test
  void aQueryIsACallbackWhereThereIsNoBody() throws IOException {
    sendByHand("GET " + address + "?status=Gagn%E9&remise=100%", "", "");
    assertThat(events(2).get(1).value()).contains("\"code\":\"won\"");
    sendByHand("POST " + address + "?status=Perdu", "", "");
    assertThat(events(3).get(2).value()).contains("\"code\":\"lost\"");
  }

  @Test
  void aFormWithPartsIsReadToo() throws IOException {
    sendByHand(
        "POST " + address,
        "Content-Type: multipart/form-data; boundary=b\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"status\"\r\n\r\nGagné\r\n--b--\r\n");
    assertThat(events(2).get(1).value()).contains("\"code\":\"won\"");
  }

  @Test
  void aCompressedBodyIsReadLikeAnother() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream body = new GZIPOutputStream(compressed)) {
      body.write("{\"status\":\"Gagné\"}".getBytes(UTF_8));
    }
    given()
        .contentType("application/json")
        .header("Content-Encoding", "gzip")
        .body(compressed.toByteArray())
        .post(address)
        .then()
        .statusCode(200);
    assertThat(events(2).get(1).value()).contains("\"code\":\"won\"", "\"label\":\"Gagné\"");
  }

  /** Sends like clients that encode incorrectly; expects 200. */
  private static void sendByHand(String target, String header, String body) throws IOException {
    String request =
        "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(target, header, body.getBytes(UTF_8).length, body);
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).contains(" 200 ", "{}");
    }
  }

  @Test
  void aQueryAtAForgedAddressIsNotFound() {
    given().get("/callbacks/" + "A".repeat(43) + "?status=Perdu").then().statusCode(404);
  }

  @Test
  void anAppointmentToComeIsNoTimeThatMakesLaterStatusesLate() {
    String inFiveDays =
        Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS).toString();
    call("{\"status\":\"Rendez-vous\",\"date\":\"" + inFiveDays + "\"}");
    call("{\"status\":\"Gagné\",\"updated_at\":\"" + Instant.now().minusSeconds(2) + "\"}");
    List<ConsumerRecord<String, String>> events = events(3);
    assertThat(events.get(1).value()).contains("\"appointment_at\":\"" + inFiveDays + "\"");
    assertThat(events.get(2).value()).contains("\"code\":\"won\"").doesNotContain("\"late\"");
  }

  @Test
  void aFormIsReadToo() {
    given()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .body("statut=Gagn%C3%A9")
        .post(address)
        .then()
        .statusCode(200);
    assertThat(events(2).get(1).value()).contains("\"code\":\"won\"");
  }

  @Test
  void aHandshakeIsAnswered() {
    given().get(address).then().statusCode(200);
    given().head(address).then().statusCode(200);
  }

  @Test
  void aForgedOrTruncatedAddressIsNotFoundAndChangesNothing() {
    char last = address.charAt(address.length() - 1);
    String forged = address.substring(0, address.length() - 1) + (last == 'A' ? 'B' : 'A');
    for (String wrong :
        List.of(forged, address.substring(0, address.length() - 1), address + "A")) {
      given()
          .body("{\"status\":\"Perdu\"}")
          .post(wrong)
          .then()
          .statusCode(404)
          .contentType("application/problem+json");
      given().get(wrong).then().statusCode(404);
    }
    call("{\"status\":\"En cours\"}");
    assertThat(events(2).get(1).value()).contains("in_progress");
  }

  @Test
  void anAddressOfTheRightLengthThatIsPaddedBase64IsNotFound() {
    given().post("/callbacks/" + "A".repeat(43) + "=").then().statusCode(404);
    given().get("/callbacks/" + "A".repeat(42) + "==").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "/json", "application/", "Digest username=\"x\""})
  void aContentTypeThatCannotBeReadIsNoReasonToRefuse(String contentType) {
    given()
        .config(config().encoderConfig(verbatim(contentType)))
        .contentType(contentType)
        .body("{\"status\":\"Perdu\"}")
        .post(address)
        .then()
        .statusCode(200);
  }

  /** RestAssured needs an encoding for unknown content types. */
  private static EncoderConfig verbatim(String contentType) {
    return encoderConfig()
        .encodeContentTypeAs(contentType, ContentType.TEXT)
        .appendDefaultContentCharsetToContentTypeIfUndefined(false);
  }

  @Test
  void aBodyOverItsLimitIsTooLarge() {
    given().body("x".repeat(262_145)).post(address).then().statusCode(413);
  }

  /** The members of the lead that a callback changes; its attempts continue. */
  private List<String> show() {
    JsonPath shown = pair.asProvider().get("/v1/leads/" + lead).jsonPath();
    return List.of(
        String.valueOf(shown.getMap("status")),
        Boolean.toString(shown.getString("state").equals("forwarded")));
  }

  private double unread(String what) {
    return metrics.get("leadloop.feedback.unread").tag("what", what).counter().count();
  }

  private int recorded() {
    return pool.preparedQuery(
            "select count(*) from feedback where kind = 'callback' and lead_id = $1")
        .execute(Tuple.of(UUID.fromString(lead)))
        .await()
        .atMost(Duration.ofSeconds(60))
        .iterator()
        .next()
        .getInteger(0);
  }

  private void call(String body) {
    given().contentType(ContentType.JSON).body(body).post(address).then().statusCode(200);
  }

  /** Waits for the expected number of events, and checks that no more follow. */
  private List<ConsumerRecord<String, String>> events(int expected) {
    try (TopicReader reader = new TopicReader(kafka, pair.provider().topic())) {
      reader.readUntil(read -> read.size() >= expected);
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      List<ConsumerRecord<String, String>> events = reader.readUntil(read -> true);
      assertThat(events).hasSize(expected).allMatch(e -> e.key().equals(lead));
      return events;
    }
  }
}
