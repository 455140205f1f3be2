package io.leadloop.restore;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leadloop.embedded.LoopbackPort;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.ledger.RecordedCallback;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.TopicReader;
import io.leadloop.vault.ApiKey;
import io.leadloop.vault.KeysetFile;
import io.leadloop.vault.Vault;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dump is taken while leads arrive; then all servers are lost. A new PostgreSQL with the dump, a
 * new Kafka and the same keyset go on from it, as {@code src/docs/operator/data.md} describes.
 */
@Tag("long")
class RestoreIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LEADS = 30;
  private static final String CUSTOMER = "cuisines-durand";
  private static final String START = "0-0";
  private static final String LAST_STATUS = "Gagné";
  private static final Duration BETWEEN_LEADS = Duration.ofMillis(60);

  /** What the guide has the operator do. */
  private static final String AFTER_RESTORE =
      "update lane set state = 'paused', stop_reason = 'restored' where state = 'open'";

  @TempDir Path directory;

  private final String administrator = ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
  private final String token = UUID.randomUUID().toString();
  private final Vertx vertx = Vertx.vertx();
  private final SimulatedOplead oplead =
      new SimulatedOplead(
          vertx,
          SimulatorSettings.builder()
              .quota(1_000_000)
              .statusDelay(Duration.ofMillis(700))
              .statuses("Nouveau", "En cours", LAST_STATUS)
              .build());
  private final List<Site> sites = new ArrayList<>();

  /** Ids by reference, of leads answered with 202. */
  private final Map<String, String> accepted = new ConcurrentHashMap<>();

  private final int port = LoopbackPort.free();

  private String key;
  private Site.Account account;

  @BeforeEach
  void startOplead() throws IOException {
    assumeTrue(InstalledPostgreSql.programs().isPresent(), "PostgreSQL is not installed");
    // PostgreSQL's user has to pass through.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    oplead.accept(token);
    oplead.startAndAwait();
  }

  @AfterEach
  void close() {
    sites.forEach(Site::close);
    oplead.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void dumpAndKeysetContinueWithoutGapsOrRepeats()
      throws IOException, SQLException, InterruptedException {
    Site lost = start("lost");
    lost.startGateway();
    onboard(lost);
    Path dump = directory.resolve("leadloop.dump");
    Set<String> promised = dumpUnderLoad(lost, dump);
    awaitRest(lost);
    Map<Place, String> published = readTopic(lost, events(lost).size());
    assertThat(published).containsExactlyInAnyOrderEntriesOf(events(lost));
    String cursor = lost.feed(key, START).cursor();
    lose(lost);

    Site restored = start("restored");
    restored.database().restore(dump);
    execute(restored, AFTER_RESTORE);
    Map<Place, String> stored = events(restored);
    assertThat(published).as("the events of the dump").containsAllEntriesOf(stored);
    List<String> leads = rows(restored, "select id::text from lead");
    assertThat(leads).as("a 202 before the dump").containsAll(promised);
    assertThat(accepted.values()).containsAll(leads).hasSizeGreaterThan(leads.size());
    restored.startGateway();
    resume(restored);
    assertReferencesAreKnown(restored, leads);
    assertCallbackAddressesWork(restored, leads);
    awaitRest(restored);
    assertBalanced(restored, stored, cursor);
  }

  private Site start(String name) throws IOException, SQLException {
    Site site =
        new Site(
            directory.resolve(name),
            port,
            Map.of(
                "leadloop.vault.keyset",
                keyset(),
                "leadloop.admin.bootstrap-key",
                administrator,
                "leadloop.oplead.allow-private-addresses",
                "true",
                "leadloop.lane.window",
                "PT1S"));
    sites.add(site);
    return site;
  }

  private void lose(Site site) {
    sites.remove(site);
    site.close();
  }

  /** Fewer leads are sent than arrive, so that some wait when the dump is taken. */
  private void onboard(Site site) {
    site.as(administrator)
        .body(
            Map.of(
                "slug",
                CUSTOMER,
                "name",
                "Durand",
                "requests_per_minute",
                LEADS / 4,
                "oplead",
                Map.of("base_url", oplead.baseUrl().toString(), "token", token)))
        .post("/admin/v1/customers")
        .then()
        .statusCode(201);
    JsonPath provider =
        site.as(administrator)
            .body(Map.of("slug", "atelier", "name", "Atelier", "customers", List.of(CUSTOMER)))
            .post("/admin/v1/providers")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    key = provider.getString("api_key");
    account =
        new Site.Account(
            provider.getString("kafka.username"),
            provider.getString("kafka.password"),
            provider.getString("kafka.group_prefix"),
            provider.getString("kafka.topic"));
  }

  /** Returns the leads that were accepted before the dump began. */
  private Set<String> dumpUnderLoad(Site site, Path dump)
      throws IOException, InterruptedException, SQLException {
    AtomicBoolean stopped = new AtomicBoolean();
    Thread load = new Thread(() -> submitUntil(stopped, site), "load");
    load.start();
    try {
      await().atMost(PATIENCE).until(() -> events(site).size() > LEADS);
      Set<String> promised = Set.copyOf(accepted.values());
      site.database().dump(dump);
      int before = accepted.size();
      await().atMost(PATIENCE).until(() -> accepted.size() > before + LEADS);
      return promised;
    } finally {
      stopped.set(true);
      load.join();
    }
  }

  private void submitUntil(AtomicBoolean stopped, Site site) {
    for (int i = 0; !stopped.get(); i++) {
      HttpResponse<String> answer = submit(site, "reference-" + i);
      accepted.put("reference-" + i, ProviderClient.json(answer).get("id").asText());
      await().pollDelay(BETWEEN_LEADS).until(() -> true);
    }
  }

  private HttpResponse<String> submit(Site site, String reference) {
    return new ProviderClient(key, CUSTOMER).submit(site.url(), reference, reference).join();
  }

  /** No lead is on its way, no feedback waits, and Oplead has called back for each of its leads. */
  private void awaitRest(Site site) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(rows(site, "select distinct state from lead_view"))
                  .doesNotContain("queued", "forwarding", "uncertain", "held");
              assertThat(rows(site, "select lead_id::text from outbox")).isEmpty();
              assertThat(oplead.ledger().callbacks())
                  .filteredOn(callback -> callback.label().equals(LAST_STATUS))
                  .hasSize((int) oplead.ledger().requests().stream().filter(sent()).count());
            });
  }

  private static Predicate<RecordedRequest> sent() {
    return request -> request.verb().equals("POST") && request.status() / 100 == 2;
  }

  private void resume(Site site) {
    site.as(administrator)
        .post("/admin/v1/customers/" + CUSTOMER + "/resume")
        .then()
        .statusCode(200);
  }

  /** A lead of the dump is answered as before; one that is lost is taken as new. */
  private void assertReferencesAreKnown(Site site, List<String> leads) {
    accepted.forEach(
        (reference, id) -> {
          HttpResponse<String> answer = submit(site, reference);
          boolean known = leads.contains(id);
          assertThat(answer.statusCode()).as(reference).isEqualTo(known ? 200 : 202);
          assertThat(ProviderClient.json(answer).get("id").asText().equals(id)).isEqualTo(known);
        });
  }

  /** Addresses that Oplead has from before are taken, of leads that are lost, too. */
  private void assertCallbackAddressesWork(Site site, List<String> leads) {
    CallbackTokens tokens = new CallbackTokens(new Vault(keyset()), URI.create(site.url()));
    Set<String> called = new HashSet<>();
    for (RecordedCallback callback : List.copyOf(oplead.ledger().callbacks())) {
      String address = callback.url();
      String lead =
          tokens
              .verify(address.substring(address.lastIndexOf('/') + 1))
              .map(token -> token.lead().value().toString())
              .orElseThrow();
      if (called.add(lead)) {
        call(address).then().statusCode(200);
        call(address.substring(0, address.length() - 4) + "AAAA").then().statusCode(404);
      }
    }
    assertThat(called).containsAnyElementsOf(leads);
    called.retainAll(leads);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        rows(
                            site, "select lead_id::text from lead_event where data like '%Perdu%'"))
                    .containsAll(called));
  }

  private static Response call(String address) {
    return given().contentType(ContentType.JSON).body("{\"status\": \"Perdu\"}").post(address);
  }

  /**
   * The new topic continues each lead's numbers, and repeats no event of the dump; the provider's
   * old cursor continues with the same events.
   */
  private void assertBalanced(Site site, Map<Place, String> stored, String cursor)
      throws SQLException {
    Map<Place, String> all = events(site);
    Map<Place, String> added = new HashMap<>(all);
    added.keySet().removeAll(stored.keySet());
    assertThat(all).containsAllEntriesOf(stored);
    assertThat(readTopic(site, added.size())).containsExactlyInAnyOrderEntriesOf(added);
    assertThat(all.keySet())
        .allSatisfy(
            place -> assertThat(place.sequence() == 1 || all.containsKey(place.before())).isTrue());
    assertThat(site.feed(key, cursor).ids()).containsExactlyInAnyOrderElementsOf(added.values());
    assertThat(site.feed(key, START).ids()).containsExactlyInAnyOrderElementsOf(all.values());
    assertThat(site.as(administrator).get("/admin/v1/audit").jsonPath().getList("items.action"))
        .last()
        .isEqualTo("customer.resume");
  }

  /** All records of the provider's topic; each lead's are in order. */
  private Map<Place, String> readTopic(Site site, int records) {
    Map<Place, String> read = new HashMap<>();
    Map<String, Integer> last = new HashMap<>();
    try (TopicReader topic = site.topic(account)) {
      for (ConsumerRecord<String, String> record : topic.readUntil(all -> all.size() >= records)) {
        int sequence = Integer.parseInt(TopicReader.header(record, "ce_sequence"));
        Place place = new Place(record.key(), sequence);
        assertThat(read.put(place, TopicReader.header(record, "ce_id"))).as("once").isNull();
        assertThat(last.merge(record.key(), sequence, Math::max)).isEqualTo(sequence);
      }
    }
    return read;
  }

  /** The ids of all stored events. */
  private static Map<Place, String> events(Site site) throws SQLException {
    Map<Place, String> found = new HashMap<>();
    try (Connection connection = site.database().connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select lead_id::text, sequence, id::text from lead_event")) {
      while (rows.next()) {
        found.put(new Place(rows.getString(1), rows.getInt(2)), rows.getString(3));
      }
    }
    return found;
  }

  private static List<String> rows(Site site, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = site.database().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static void execute(Site site, String statement) throws SQLException {
    try (Connection connection = site.database().connect();
        Statement changing = connection.createStatement()) {
      changing.execute(statement);
    }
  }

  private String keyset() {
    return KeysetFile.in(directory).toString();
  }

  /** An event of a lead, by its number. */
  private record Place(String lead, int sequence) {
    Place before() {
      return new Place(lead, sequence - 1);
    }
  }
}
