package io.leadloop;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.embedded.SeededServers;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.TopicReader;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole loop on the packaged application, with nothing replaced: leads go in by HTTP, the
 * simulated Oplead calls back, the provider reads its topic and receives the same events by push.
 * Then the same again after a stop and a start on the same data, which accounts at the broker
 * outlive as well.
 */
class JourneyIT {
  private static final int LEADS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> FAST =
      Map.of("LEADLOOP_SIMULATOR_STATUS_DELAY", "PT0.05S");
  private static final List<String> STATUSES =
      List.of("new", "in_progress", "appointment", "quote_to_do", "won");
  private static final List<String> PERSONAL =
      List.of("Lefebvre", "marie.lefebvre", "0601020304", "12 rue des Lilas");

  @TempDir Path directory;

  @Test
  void everyLeadComesBackWithItsStatusesInOrderAndAgainAfterARestart() throws Exception {
    // A gateway that makes its database itself is in StartAndEndIT.
    SeededServers.seed(directory.resolve(".leadloop"));
    ProviderAccounts accounts = new ProviderAccounts();
    Map<String, String> submitted = new HashMap<>();
    try (PackagedGateway gateway = PackagedGateway.startDemo(directory, FAST)) {
      assertListensOn("127.0.0.1", gateway);
      submitted.putAll(submit(gateway, "first"));
      assertEveryEventOnce(gateway, submitted);
      assertPushed(gateway, submitted);
      assertReadable(gateway, submitted);
      assertATokenIsNothingWithoutAnIssuer(gateway);
      assertNothingPersonalOnTheLog(gateway, submitted.size() * (1 + STATUSES.size()));
      assertThat(gateway.output()).doesNotContain("ERROR");
      accounts.create(gateway);
      accounts.change(gateway);
      // Kafka's client calls what an account may not an error; so the checks left some.
      int checked = gateway.output().length();

      List<ProcessHandle> servers = gateway.descendants();
      gateway.stop();
      assertThat(servers).noneMatch(ProcessHandle::isAlive);
      assertThat(gateway.output()).doesNotContain(PERSONAL);
      assertThat(gateway.output().substring(checked)).doesNotContain("ERROR");
    }
    Map<String, String> everywhere = new HashMap<>(FAST);
    everywhere.put("QUARKUS_HTTP_HOST", "0.0.0.0");
    try (PackagedGateway gateway = PackagedGateway.startDemo(directory, everywhere)) {
      assertListensOn("0.0.0.0", gateway);
      assertReadable(gateway, submitted);
      Map<String, String> second = submit(gateway, "second");
      submitted.putAll(second);
      assertEveryEventOnce(gateway, submitted);
      assertPushed(gateway, second);
      assertThat(get(gateway, "/v1/me/endpoints").getList("items")).hasSize(1);
      accounts.assertEveryAccountIsLetIn(gateway);
      assertThat(gateway.output()).doesNotContain("kafka account was missing");
    }
  }

  private static void assertListensOn(String host, PackagedGateway gateway) {
    assertThat(gateway.output())
        .contains("Listening on: http://" + host + ":")
        .contains("Management interface listening on http://" + host + ":");
  }

  /** Lead id by reference. */
  private static Map<String, String> submit(PackagedGateway gateway, String run) {
    return IntStream.range(0, LEADS)
        .mapToObj(number -> run + "-" + number)
        .collect(toMap(reference -> reference, reference -> submitOne(gateway, reference)));
  }

  private static String submitOne(PackagedGateway gateway, String reference) {
    Map<String, Object> lead =
        Map.of(
            "lastname", PERSONAL.get(0),
            "email", PERSONAL.get(1) + "@example.com",
            "phone", PERSONAL.get(2),
            "address", PERSONAL.get(3));
    return given()
        .baseUri(gateway.url())
        .header("Authorization", "Bearer " + gateway.key())
        .contentType(ContentType.JSON)
        .body(Map.of("customer", Demo.CUSTOMER, "reference", reference, "lead", lead))
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static void assertEveryEventOnce(PackagedGateway gateway, Map<String, String> submitted) {
    int expected = submitted.size() * (1 + STATUSES.size());
    try (TopicReader reader =
        new TopicReader(gateway.providersKafka(), Demo.PROVIDER + ".", gateway.topic())) {
      List<ConsumerRecord<String, String>> events =
          reader.readUntil(read -> read.size() >= expected);
      assertThat(events).hasSize(expected);
      assertThat(events.stream().map(e -> TopicReader.header(e, "ce_id"))).doesNotHaveDuplicates();

      Map<String, List<ConsumerRecord<String, String>>> byLead =
          events.stream().collect(groupingBy(ConsumerRecord::key));
      assertThat(byLead.keySet()).containsExactlyInAnyOrderElementsOf(submitted.values());
      submitted.forEach((reference, id) -> assertHistory(reference, id, byLead.get(id)));
      events.forEach(JourneyIT::assertNothingPersonal);
    }
  }

  /**
   * The receiver starts empty, so it has these leads and no other, with signatures that it knows.
   */
  private static void assertPushed(PackagedGateway gateway, Map<String, String> submitted) {
    Map<String, List<Integer>> expected =
        submitted.values().stream().collect(toMap(id -> id, id -> List.of(1, 2, 3, 4, 5, 6)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        given()
                            .get(gateway.receiver() + "/ledger")
                            .then()
                            .statusCode(200)
                            .extract()
                            .<Map<String, List<Integer>>>path("leads"))
                    .isEqualTo(expected));
    given()
        .get(gateway.receiver())
        .then()
        .statusCode(200)
        .body("verify", is(true))
        .body("schemes", contains("v1"))
        .body("challenges", is(3))
        .body("bad_signatures", is(2))
        .body("out_of_order", is(0));
    given().accept("text/html").get(gateway.receiver()).then().contentType("text/html");
  }

  private static void assertHistory(
      String reference, String id, List<ConsumerRecord<String, String>> events) {
    List<JsonNode> data = events.stream().map(e -> json(e.value())).toList();
    assertThat(data.stream().map(d -> d.get("sequence").asInt())).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(events.stream().map(e -> TopicReader.header(e, "ce_type")))
        .containsExactlyElementsOf(types());
    assertThat(data.stream().skip(1).map(d -> d.at("/status/code").asText()))
        .containsExactlyElementsOf(STATUSES);
    assertThat(data.stream().skip(2).map(d -> d.at("/previous_status/code").asText()))
        .containsExactlyElementsOf(STATUSES.subList(0, 4));
    for (int i = 0; i < events.size(); i++) {
      ConsumerRecord<String, String> event = events.get(i);
      assertThat(TopicReader.header(event, "ce_specversion")).isEqualTo("1.0");
      assertThat(TopicReader.header(event, "ce_source")).isEqualTo("/customers/" + Demo.CUSTOMER);
      assertThat(TopicReader.header(event, "ce_subject")).isEqualTo(id);
      assertThat(TopicReader.header(event, "ce_sequence")).isEqualTo(Integer.toString(i + 1));
      assertThat(TopicReader.header(event, "content-type")).isEqualTo("application/json");
      assertThat(data.get(i).get("lead_id").asText()).isEqualTo(id);
      assertThat(data.get(i).get("reference").asText()).isEqualTo(reference);
      assertThat(data.get(i).get("state").asText()).isEqualTo("forwarded");
    }
  }

  private static List<String> types() {
    List<String> types = new ArrayList<>(List.of("io.leadloop.lead.forwarded.v1"));
    STATUSES.forEach(status -> types.add("io.leadloop.lead.status-changed.v1"));
    return types;
  }

  private static void assertNothingPersonal(ConsumerRecord<String, String> event) {
    Stream<String> headers =
        Stream.of(event.headers().toArray()).map(h -> h.key() + new String(h.value()));
    assertThat(Stream.concat(Stream.of(event.key(), event.value()), headers))
        .allSatisfy(text -> assertThat(text).doesNotContain(PERSONAL));
  }

  /** The gateway's own log carries the callbacks, whose bodies repeat the lead: sealed. */
  private static void assertNothingPersonalOnTheLog(PackagedGateway gateway, int expected) {
    try (TopicReader log = new TopicReader(gateway.ownKafka(), "leadloop.feedback")) {
      log.readUntil(read -> read.size() >= expected).forEach(JourneyIT::assertNothingPersonal);
    }
  }

  private static void assertReadable(PackagedGateway gateway, Map<String, String> submitted) {
    submitted.forEach(
        (reference, id) -> {
          JsonPath lead = get(gateway, "/v1/leads/" + id);
          assertThat(lead.getString("reference")).isEqualTo(reference);
          assertThat(lead.getString("state")).isEqualTo("forwarded");
          assertThat(lead.getString("status.code")).isEqualTo("won");
          assertThat(lead.getString("oplead_id")).isNotBlank();
          assertThat(get(gateway, "/v1/leads/" + id + "/events").getList("items")).hasSize(6);
        });
  }

  private static void assertATokenIsNothingWithoutAnIssuer(PackagedGateway gateway) {
    given()
        .baseUri(gateway.url())
        .header("Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.")
        .get("/admin/v1/customers")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .body("type", equalTo("/problems/unauthenticated"));
  }

  private static JsonPath get(PackagedGateway gateway, String path) {
    return given()
        .baseUri(gateway.url())
        .header("Authorization", "Bearer " + gateway.key())
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
