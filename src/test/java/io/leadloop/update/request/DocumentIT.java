package io.leadloop.update.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.ledger.RecordedDocument;
import io.leadloop.testing.Documents;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.Replicas;
import io.leadloop.testing.Traces;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documents on the packaged application, which has little memory: whole, each lead's in their
 * order, over faults and a power cut; and after those two, nowhere any more.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DocumentIT {
  private static final Logger LOG = Logger.getLogger(DocumentIT.class);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int LONGEST = 10 * 1024 * 1024;
  private static final int CUSTOMERS = 9;

  /** Of all customers; each has an eighth, so that all of them together would have one more. */
  private static final int DELIVERIES = 8;

  private static final int LEADS = 10;
  private static final int DOCUMENTS_EACH = 10;
  private static final int FAULTS = 80;

  /** Unreadable without the keyset. */
  private static final Map<String, String> MARKS =
      Map.of(
          "a price", "TOTAL-TTC-48217-EUROS-ILOT-CENTRAL",
          "a name", "Madame-Zorgluberg-Hirondelle",
          "an address", "17-impasse-des-Tournesols-bleus");

  private static final String FILE = "Devis-Zorgluberg-2048.pdf";

  @TempDir static Path directory;
  private static Vertx vertx;
  private static SimulatedOplead oplead;
  private static Replicas servers;
  private static String providerKey;

  /** The token of each customer, by its slug. */
  private static final Map<String, String> TOKENS = new HashMap<>();

  /** Another one after the power cut. */
  private static volatile PackagedGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    vertx = Vertx.vertx();
    oplead =
        new SimulatedOplead(
                vertx, SimulatorSettings.builder().quota(1_000_000).statuses("Nouveau").build())
            .startAndAwait();
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    servers = Replicas.startNone(directory, settings(temporary));
    gateway = servers.startAnother();
    IntStream.range(0, CUSTOMERS).mapToObj(i -> "cuisines-" + i).forEach(DocumentIT::onboard);
    providerKey =
        create(
                "/admin/v1/providers",
                Map.of("slug", "atelier", "name", "Atelier", "customers", TOKENS.keySet()))
            .extract()
            .path("api_key");
  }

  private static Map<String, String> settings(Path temporary) {
    Map<String, String> settings = new HashMap<>();
    settings.put("JDK_JAVA_OPTIONS", "-Xmx128m -Djava.io.tmpdir=" + temporary);
    settings.put("LEADLOOP_OPLEAD_ALLOW_PRIVATE_ADDRESSES", "true");
    settings.put("LEADLOOP_DOCUMENTS_MAX_DELIVERIES", Integer.toString(DELIVERIES));
    settings.put("LEADLOOP_LANE_WINDOW", "PT2S");
    settings.put("LEADLOOP_FORWARDING_BACKOFF_INITIAL", "PT0.1S");
    settings.put("LEADLOOP_FORWARDING_BACKOFF_MAX", "PT0.5S");
    settings.put("LEADLOOP_FORWARDING_UNCERTAIN_WAIT", "PT0.2S");
    settings.put("LEADLOOP_FORWARDING_BREAKER_DELAY", "PT0.5S");
    return settings;
  }

  @AfterAll
  static void stop() {
    if (servers != null) {
      servers.close();
    }
    oplead.close();
    vertx.close();
  }

  @Test
  @Order(1)
  void documentsOfTheGreatestLengthArriveWholeManyAtOnceInLittleMemory() {
    Map<String, String> given = new HashMap<>();
    List<CompletableFuture<Void>> uploads = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS + 3; i++) {
      String lead = submit(provider(i % CUSTOMERS), "large-" + i);
      byte[] document = Documents.marked(i, LONGEST, mark(i));
      given.put(lead, Documents.sha256(document));
      uploads.add(giveInOrder(lead, List.of(document)));
    }
    await().atMost(PATIENCE).until(() -> isWithinBounds() && delivered() == given.size());
    uploads.forEach(CompletableFuture::join);
    given.forEach((lead, digest) -> assertThat(arrived(lead)).containsOnly(digest));
    assertThat(gateway.output()).doesNotContain("OutOfMemory");

    ProviderClient provider = provider(0);
    String lead = submit(provider, "too-large");
    byte[] tooLong = Documents.marked(-1, LONGEST + 1, mark(0));
    assertThat(provider.attach(gateway.url(), lead, FILE, tooLong).join().statusCode())
        .isEqualTo(413);
    assertThat(pieces()).isZero();
  }

  @Test
  @Order(2)
  void hundredDocumentsOfTenLeadsArriveInTheirOrderOverFaultsAndAPowerCut() {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    LOG.infof("faults at random -Dfaults.seed=%d", seed);
    Random random = new Random(seed);
    for (int i = 0; i < FAULTS; i++) {
      oplead.fault(
          TOKENS.get(slug(i % CUSTOMERS)), FaultRule.once(FaultTarget.DOCUMENT, fault(random)));
    }
    Map<String, List<byte[]>> given = new HashMap<>();
    for (int i = 0; i < LEADS; i++) {
      given.put(submit(provider(i % CUSTOMERS), "small-" + i), documents(random));
    }
    long before = delivered();
    List<CompletableFuture<Void>> uploads =
        given.entrySet().stream().map(lead -> giveInOrder(lead.getKey(), lead.getValue())).toList();

    await().atMost(PATIENCE).until(() -> delivered() >= before + LEADS * DOCUMENTS_EACH / 4);
    gateway.kill();
    // What it was sending waits for the ends of its leases: the minute goes by at once.
    servers.update("update lane_request set lease_until = now() where kind = 'update'");
    gateway = servers.startAnother();
    uploads.forEach(CompletableFuture::join);
    await().atMost(PATIENCE).until(() -> delivered() == before + LEADS * DOCUMENTS_EACH);
    given.forEach(
        (lead, documents) ->
            assertThat(withoutRepetitions(arrived(lead)))
                .containsExactlyElementsOf(documents.stream().map(Documents::sha256).toList()));
  }

  @Test
  @Order(3)
  void afterwardsNothingOfTheDocumentsIsAnywhere() throws Exception {
    assertThat(pieces()).isZero();
    Traces traces = new Traces();
    traces.addTopics(servers.kafka());
    // What it still held in memory is in its files then.
    servers.stopDatabase();
    traces.addFiles(directory);
    assertThat(traces.places("topic leadloop.status.atelier")).isPositive();
    assertThat(traces.places("pg_wal")).isPositive();
    assertThat(traces.find(Map.of("a customer", slug(0))))
        .as("the search finds")
        .anyMatch(place -> place.contains("base"))
        .anyMatch(place -> place.contains("kafka"));
    Path clear = directory.resolve("clear.pdf");
    Files.write(clear, Documents.marked(1, LONGEST, mark(1)));
    Map<String, String> words = new HashMap<>(MARKS);
    words.put("the file's name", FILE);
    traces.addFiles(directory);
    assertThat(traces.find(words)).singleElement().asString().endsWith("in " + clear);
  }

  private static void onboard(String slug) {
    String token = "token-of-" + slug;
    oplead.accept(token);
    TOKENS.put(slug, token);
    create(
        "/admin/v1/customers",
        Map.of(
            "slug",
            slug,
            "name",
            slug,
            "requests_per_minute",
            100_000,
            "oplead",
            Map.of("base_url", oplead.baseUrl().toString(), "token", token)));
  }

  private static ValidatableResponse create(String path, Map<String, Object> body) {
    return given()
        .baseUri(gateway.url())
        .header("Authorization", "Bearer " + servers.administratorKey())
        .contentType(ContentType.JSON)
        .body(body)
        .post(path)
        .then()
        .statusCode(201);
  }

  private static String slug(int customer) {
    return "cuisines-" + customer;
  }

  private static ProviderClient provider(int customer) {
    return new ProviderClient(providerKey, slug(customer));
  }

  private static String submit(ProviderClient provider, String reference) {
    return ProviderClient.json(provider.submit(gateway.url(), reference, "Dupont").join())
        .get("id")
        .asText();
  }

  private static String mark(int number) {
    return MARKS.values().stream().sorted().toList().get(number % MARKS.size());
  }

  private static List<byte[]> documents(Random random) {
    return IntStream.range(0, DOCUMENTS_EACH)
        .mapToObj(i -> Documents.marked(random.nextLong(), 100 + random.nextInt(400_000), mark(i)))
        .toList();
  }

  private static FaultAction fault(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new FaultAction.AnswerWith(500);
      case 1 -> new FaultAction.AnswerWith(503);
      case 2 -> new FaultAction.AnswerWith(429, Optional.of("0"), Optional.empty());
      case 3 -> new FaultAction.LoseAnswer();
      case 4 -> new FaultAction.Drop();
      default -> new FaultAction.Delay(Duration.ofMillis(1 + random.nextInt(300)));
    };
  }

  /** Each until it is taken, and only then the next. */
  private static CompletableFuture<Void> giveInOrder(String lead, List<byte[]> documents) {
    return CompletableFuture.runAsync(
        () ->
            documents.forEach(
                document ->
                    await()
                        .atMost(PATIENCE)
                        .ignoreException(CompletionException.class)
                        .until(() -> isTaken(lead, document))),
        task -> new Thread(task, "lead " + lead).start());
  }

  private static boolean isTaken(String lead, byte[] document) {
    HttpResponse<String> answer = provider(0).attach(gateway.url(), lead, FILE, document).join();
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202, 429, 503);
    return answer.statusCode() < 300;
  }

  /** Its settlement is written before another one is claimed, so these are all that it sends. */
  private static boolean isWithinBounds() {
    assertThat(servers.count("select count(*) from lead_update where state = 'sending'"))
        .isLessThanOrEqualTo(DELIVERIES);
    assertThat(
            servers.count(
                """
                select count(*) from (select from lead_update where state = 'sending'
                  group by customer_id having count(*) > 1) more_than_its_share
                """))
        .isZero();
    return true;
  }

  private static long delivered() {
    return servers.count("select count(*) from lead_update where state = 'delivered'");
  }

  private static long pieces() {
    return servers.count("select count(*) from document_piece");
  }

  /** The digests of what came for a lead, in the order in which it came. */
  private static List<String> arrived(String lead) {
    String opleadId =
        ProviderClient.json(provider(0).get(gateway.url(), "/v1/leads/" + lead))
            .get("oplead_id")
            .asText();
    return oplead.ledger().documents(opleadId).stream().map(RecordedDocument::sha256).toList();
  }

  /** A document whose answer was lost comes again, before the next one. */
  private static List<String> withoutRepetitions(List<String> digests) {
    return IntStream.range(0, digests.size())
        .filter(i -> i == 0 || !digests.get(i).equals(digests.get(i - 1)))
        .mapToObj(digests::get)
        .toList();
  }
}
