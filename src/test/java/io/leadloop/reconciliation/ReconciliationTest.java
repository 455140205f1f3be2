package io.leadloop.reconciliation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.command.LeadloopCommand;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.RawConnection;
import io.leadloop.testing.Sql;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider compares its list with the gateway's leads. */
@GatewayTest
class ReconciliationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NDJSON = "application/x-ndjson";
  private static final String FROM = "{\"from\":\"%s\"}";

  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @TempDir Path directory;

  private Onboarding.Pair pair;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
  }

  /** Leads of weeks ago would be the first that other tests' retention looks at. */
  @AfterEach
  void removeLeads() throws SQLException {
    try (Connection database = Sql.connectAsOwner()) {
      for (String table : List.of("lead_progress", "lead")) {
        Sql.prepare(
                database,
                "delete from " + table + " where customer_id = ?",
                pair.customer().id().value())
            .execute();
      }
    }
  }

  @Test
  void eachDifferenceIsALineAndTheSummaryTheLast() throws SQLException {
    UUID behind = store("behind", "forwarded", 5, "lost", now);
    store("matched", "forwarded", 3, "won", now);
    store("rejected", "rejected", 1, null, now);
    UUID silent = store("silent", "forwarded", 1, null, now);
    store("differs", "forwarded", 2, "won", now);
    store("ahead", "forwarded", 1, "new", now);
    UUID missing = store("missing", "forwarded", 1, null, now);
    store("long ago", "forwarded", 1, null, now.minus(40, ChronoUnit.DAYS));
    onboarding.providerFor(pair.customer());

    List<JsonNode> lines =
        lines(
            FROM.formatted(now.minusSeconds(60)),
            listed("behind", 3, "won"),
            listed("matched", 3, "won"),
            listed("rejected", null, null),
            listed("silent", null, null),
            listed("differs", 2, "lost"),
            listed("ahead", 2, null),
            listed("unknown", null, null),
            "{\"reference\":7}",
            "nothing");

    assertThat(lines)
        .extracting(line -> line.path("difference").asText())
        .containsExactly(
            "behind",
            "not_forwarded",
            "no_feedback",
            "status_differs",
            "ahead",
            "unknown",
            "invalid",
            "invalid",
            "missing",
            "");
    assertThat(lines.get(0))
        .isEqualTo(
            json(
                """
                {"reference": "behind", "difference": "behind", "lead_id": "%s",
                 "state": "forwarded", "sequence": 5,
                 "status": {"code": "lost", "label": "lost", "at": "%s"}}\
                """
                    .formatted(behind, now)));
    assertThat(lines.get(1).get("reason").asText()).isEqualTo("Oplead refused it");
    assertThat(lines.get(2).get("lead_id").asText()).isEqualTo(silent.toString());
    assertThat(lines.get(5))
        .isEqualTo(json("{\"reference\":\"unknown\",\"difference\":\"unknown\"}"));
    assertThat(lines.get(6).get("line").asInt()).isEqualTo(9);
    assertThat(lines.get(6).at("/problem/errors/0/pointer").asText()).isEqualTo("/reference");
    assertThat(lines.get(7).at("/problem/type").asText()).isEqualTo("/problems/malformed-body");
    assertThat(lines.get(8).get("lead_id").asText()).isEqualTo(missing.toString());
    assertThat(lines.get(9))
        .isEqualTo(
            json(
                """
                {"summary": {"given": 9, "matched": 1, "unknown": 1, "not_forwarded": 1,
                 "no_feedback": 1, "behind": 1, "status_differs": 1, "ahead": 1, "invalid": 2,
                 "missing": 1}}\
                """));
  }

  /**
   * What a plain program finds that has both lists whole; some leads are listed twice, and some of
   * the references are another provider's.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theDifferencesAreThoseOfAPlainComparison(long seed) throws SQLException {
    Random random = new Random(seed);
    Map<String, Stored> stored = storeSome(random, "ref-", 2500);
    List<String> list = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    Instant from = now.minus(20, ChronoUnit.DAYS);
    Instant until = now.minus(5, ChronoUnit.DAYS);
    List<String> references = new ArrayList<>(stored.keySet());
    Collections.shuffle(references, random);
    List<String> listed = new ArrayList<>(references.subList(0, 1800));
    listed.addAll(references.subList(0, 90));
    Collections.shuffle(listed, random);
    listed.forEach(r -> list(r, stored.get(r), random, list, expected));
    Stream.concat(
            IntStream.range(0, 50).mapToObj(i -> "never-" + i), storeOfAnother(random).stream())
        .forEach(
            r -> {
              list.add(listed(r, null, null));
              expected.add("unknown " + r);
            });
    references.subList(1800, references.size()).stream()
        .filter(r -> !stored.get(r).at().isBefore(from) && stored.get(r).at().isBefore(until))
        .forEach(r -> expected.add("missing " + r));

    List<JsonNode> lines =
        lines(
            Stream.concat(
                    Stream.of("{\"from\":\"%s\",\"until\":\"%s\"}".formatted(from, until)),
                    list.stream())
                .toArray(String[]::new));

    JsonNode summary = lines.remove(lines.size() - 1).get("summary");
    assertThat(lines)
        .extracting(line -> line.get("difference").asText() + " " + line.get("reference").asText())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(summary.get("given").asInt()).isEqualTo(list.size());
    expected.stream()
        .collect(Collectors.groupingBy(line -> line.split(" ")[0], Collectors.counting()))
        .forEach((v, n) -> assertThat(summary.get(v).asLong()).as(v).isEqualTo(n));
    assertThat(ask(Map.of("from", from, "until", until), list)).isEqualTo(summary);
  }

  /** References of a provider that may send to the same customer. */
  private List<String> storeOfAnother(Random random) throws SQLException {
    Onboarding.Pair mine = pair;
    pair = onboarding.providerFor(mine.customer());
    try {
      return List.copyOf(storeSome(random, "theirs-", 50).keySet());
    } finally {
      pair = mine;
    }
  }

  @Test
  void onlyTheCallersLeadsAreFound() throws SQLException {
    Onboarding.Pair mine = pair;
    pair = onboarding.providerFor(mine.customer());
    store("theirs", "forwarded", 1, null, now);
    pair = mine;
    store("mine", "forwarded", 1, "won", now);

    List<JsonNode> lines =
        lines(FROM.formatted(now.minusSeconds(60)), listed("theirs", null, null));

    assertThat(lines)
        .extracting(l -> l.path("difference").asText())
        .containsExactly("unknown", "missing", "");
    assertThat(lines.get(1).get("reference").asText()).isEqualTo("mine");
  }

  @Test
  void aWindowMayBeginWithAllTimes() throws SQLException {
    store("mine", "forwarded", 1, "won", now);
    assertThat(lines(FROM.formatted("1970-01-01T00:00:00Z")))
        .extracting(l -> l.path("difference").asText())
        .containsExactly("missing", "");
  }

  @Test
  void aWindowMayBeThatOfOneCustomer() throws SQLException {
    store("here", "forwarded", 1, "won", now);
    String slug = pair.customer().slug();
    String window = "{\"from\":\"%s\",\"customer\":\"%s\"}";

    assertThat(lines(window.formatted(now.minusSeconds(60), slug))).hasSize(2);
    Onboarding.Pair stranger = onboarding.providerWithCustomer();
    send(window.formatted(now, stranger.customer().slug()))
        .statusCode(403)
        .body("type", is("/problems/customer-not-granted"));
    send(window.formatted(now, "no-such-customer")).statusCode(403);
  }

  @Test
  void anEmptyListIsCompared() {
    assertThat(lines("")).containsExactly(json("{\"summary\":" + EMPTY + "}"));
    assertThat(ask(Map.of(), List.of())).isEqualTo(json(EMPTY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"from\":\"yesterday\"} | /from",
        "{\"until\":\"2026-11-01T00:00:00Z\"} | /from",
        "{\"from\":\"2026-11-02T00:00:00Z\",\"until\":\"2026-11-01T00:00:00Z\"} | /until",
        "{\"from\":\"1960-11-02T00:00:00Z\"} | /from",
        "{\"from\":1793491200} | /from",
        "{\"from\":\"1793491200\"} | /from",
        "{\"from\":\"+999999999-12-31T23:59:59.999999999-18:00\"} | /until",
        "{\"from\":\"2026-11-02T00:00:00Z\",\"until\":1793577600} | /until",
        "{\"from\":\"2026-11-02T00:00:00Z\",\"until\":\"9999-12-31T00:00:00Z\"} | /until",
        "{\"from\":\"2026-11-02T00:00:00Z\",\"to\":\"2026-11-03T00:00:00Z\"} | /to"
      })
  void aWindowThatCannotBeReadEndsTheRequest(String window, String pointer) {
    send(window, listed("r-1", null, null))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors[0].pointer", is(pointer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /items",
        "{\"items\":[{}]} | /items/0/reference",
        "{\"items\":[{\"reference\":\"\"}]} | /items/0/reference",
        "{\"items\":[{\"reference\":\"a\",\"sequence\":-1}]} | /items/0/sequence",
        "{\"items\":[{\"reference\":\"a\",\"status\":\"sold\"}]} | /items/0/status",
        "{\"items\":[{\"reference\":\"a\",\"lead\":{}}]} | /items/0/lead",
        "{\"items\":[null]} | /items/0",
        "{\"items\":[],\"customer\":\"c\"} | /from",
        "{\"items\":[],\"from\":1793491200} | /from"
      })
  void aShortListIsRefusedWholeWithPointers(String body, String pointer) {
    post("application/json", body)
        .statusCode(422)
        .body("errors.pointer.join(' ')", containsString(pointer));
  }

  /** Two calls have this address; the other one reads its list line by line. */
  @Test
  void aListWithoutAContentTypeIsAShortOne() {
    String body = "{\n\"from\":\"%s\",\n\"items\":[]\n}\n".formatted(now);
    try (RawConnection connection = new RawConnection(gateway)) {
      connection.head(
          "POST /v1/reconciliations",
          "Authorization: Bearer " + pair.key().reveal(),
          "Content-Length: " + body.length(),
          "Connection: close");
      assertThat(connection.send(body).readToTheEnd())
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("content-type: application/json")
          .contains("\"summary\":");
    }
  }

  @Test
  void moreThanTenThousandLeadsGoLineByLine() {
    String items = "{\"reference\":\"a\"},".repeat(10_000) + "{\"reference\":\"a\"}";
    post("application/json", "{\"items\":[" + items + "]}")
        .statusCode(422)
        .body("errors[0].detail", containsString("10000 leads"));
  }

  @Test
  void theCommandLineReadsSpreadsheets() throws SQLException, IOException {
    store("a;b", "forwarded", 2, "won", now);
    store("plain", "forwarded", 2, "won", now);

    Ended same = run("\uFEFFcampaign;reference;status;sequence\r\nx;\"a;b\";won;2\r\n;plain;;\r\n");
    assertThat(same.err()).isEmpty();
    assertThat(same.status()).isZero();
    assertThat(same.out()).contains("given          2").contains("matched        2");

    Ended differs =
        run(
            "reference,sequence\nplain,1\nnever,\n",
            "--output",
            "json",
            "--from",
            now.minusSeconds(9).toString());
    assertThat(differs.status()).isEqualTo(3);
    assertThat(differs.out().lines().map(ReconciliationTest::json))
        .extracting(l -> l.path("difference").asText())
        .containsExactly("behind", "unknown", "missing", "");

    assertThat(run("ref\nplain\n").err()).contains("no column 'reference'");
    assertThat(run("reference,sequence\nplain,x\n").err()).contains("Row 2", "'x'");
    assertThat(run("").err()).contains("is empty");
  }

  private static final String EMPTY =
      """
      {"given": 0, "matched": 0, "unknown": 0, "not_forwarded": 0, "no_feedback": 0,
       "behind": 0, "status_differs": 0, "ahead": 0, "invalid": 0, "missing": 0}\
      """;

  private Ended run(String csv, String... more) throws IOException {
    Path file = Files.writeString(directory.resolve("list.csv"), csv);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        LeadloopCommand.run(
            Stream.concat(Stream.of("reconcile", file.toString()), Stream.of(more))
                .toArray(String[]::new),
            Map.of(
                "LEADLOOP_URL", gateway.toString(), "LEADLOOP_PROVIDER_KEY", pair.key().reveal()),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    return new Ended(status, out.toString(), err.toString());
  }

  private Map<String, Stored> storeSome(Random random, String prefix, int count)
      throws SQLException {
    String[] states = {"forwarded", "forwarded", "forwarded", "rejected", "held"};
    String[] statuses = {null, "new", "won", "lost"};
    Map<String, Stored> stored = new LinkedHashMap<>();
    try (Connection database = Sql.connectAsOwner()) {
      database.setAutoCommit(false);
      for (int i = 0; i < count; i++) {
        String state = states[random.nextInt(states.length)];
        String status = state.equals("forwarded") ? statuses[random.nextInt(4)] : null;
        Instant at = now.minus(random.nextInt(30 * 24 * 60), ChronoUnit.MINUTES);
        Stored lead = new Stored(state, 1 + random.nextInt(3), status, at);
        String reference = prefix + i;
        store(database, reference, lead);
        stored.put(reference, lead);
      }
      database.commit();
    }
    return stored;
  }

  private static void list(
      String reference, Stored lead, Random random, List<String> list, List<String> expected) {
    Integer sequence = random.nextBoolean() ? null : random.nextInt(5);
    String status = random.nextBoolean() ? null : random.nextBoolean() ? "won" : "lost";
    list.add(listed(reference, sequence, status));
    if (!lead.state().equals("forwarded")) {
      expected.add("not_forwarded " + reference);
    } else if (sequence != null && sequence > lead.sequence()) {
      expected.add("ahead " + reference);
    } else if (sequence != null && sequence < lead.sequence()) {
      expected.add("behind " + reference);
    } else if (status != null && !status.equals(lead.status())) {
      expected.add("status_differs " + reference);
    } else if (lead.status() == null) {
      expected.add("no_feedback " + reference);
    }
  }

  private UUID store(String reference, String state, int sequence, String status, Instant at)
      throws SQLException {
    try (Connection database = Sql.connectAsOwner()) {
      return store(database, reference, new Stored(state, sequence, status, at));
    }
  }

  private UUID store(Connection database, String reference, Stored lead) throws SQLException {
    long random = LeadId.next().value().getLeastSignificantBits();
    UUID id = new UUID(lead.at().toEpochMilli() << 16 | 0x7000, random);
    Object[] keys = {id, pair.provider().id().value(), pair.customer().id().value()};
    Sql.prepare(
            database,
            """
            insert into lead (id, provider_id, customer_id, reference, fingerprint, expires_at, created_at)
            values (?, ?, ?, ?, '\\x00', now() + interval '1 day', ?::timestamptz)\
            """,
            keys[0],
            keys[1],
            keys[2],
            reference,
            lead.at().toString())
        .execute();
    Sql.prepare(
            database,
            """
            insert into lead_progress (lead_id, provider_id, customer_id, state, sequence,
              status_code, status_label, status_at, last_error)
            values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?)\
            """,
            keys[0],
            keys[1],
            keys[2],
            lead.state(),
            lead.sequence(),
            lead.status(),
            lead.status(),
            lead.status() == null ? null : lead.at().toString(),
            lead.state().equals("rejected") ? "Oplead refused it" : null)
        .execute();
    return id;
  }

  private static String listed(String reference, Integer sequence, String status) {
    ObjectNode lead = JSON.createObjectNode().put("reference", reference);
    if (sequence != null) {
      lead.put("sequence", sequence);
    }
    if (status != null) {
      lead.put("status", status);
    }
    return lead.toString();
  }

  private JsonNode ask(Map<String, Instant> window, List<String> list) {
    ObjectNode body = JSON.createObjectNode();
    window.forEach((name, time) -> body.put(name, time.toString()));
    body.putArray("items").addAll(list.stream().map(ReconciliationTest::json).toList());
    return json(post("application/json", body.toString()).statusCode(200).extract().asString())
        .get("summary");
  }

  private List<JsonNode> lines(String... lines) {
    String answer = send(lines).statusCode(200).contentType(NDJSON).extract().asString();
    return answer.lines().map(ReconciliationTest::json).collect(Collectors.toList());
  }

  private ValidatableResponse send(String... lines) {
    return post(NDJSON, String.join("\n", lines));
  }

  private ValidatableResponse post(String type, String body) {
    RequestSpecification request =
        given()
            .header("Authorization", "Bearer " + pair.key().reveal())
            .header("Content-Type", type)
            .body(body.getBytes(StandardCharsets.UTF_8));
    return request.post("/v1/reconciliations").then();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private record Stored(String state, int sequence, String status, Instant at) {}

  private record Ended(int status, String out, String err) {}
}
