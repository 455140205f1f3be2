package io.leadloop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.Documents;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.Replicas;
import io.leadloop.testing.SharedReplicas;
import io.leadloop.testing.Traces;
import io.leadloop.vault.Vault;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator at the command line, with packaged gateways: a customer and a provider are brought
 * in, leads go all the way, and then everything that was left behind is searched for what should be
 * nowhere.
 */
class OperatorIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int LONGEST = 10 * 1024 * 1024;
  private static final String MARK = "TOTAL-TTC-48217-EUROS-ILOT-CENTRAL";
  private static final String FILE = "Devis-Zorgluberg-2048.pdf";
  private static final String PERSON =
      """
      {"lastname": "Zorgluberg", "email": "anna.zorgluberg@example.com", "phone": "+33698765432",
       "address": "17 impasse des Hirondelles", "message": "Cuisine bleu canard"}\
      """;

  @TempDir Path directory;
  private Replicas replicas;
  private Vertx vertx;
  private SimulatedOplead oplead;
  private AdminCommandLine admin;

  /** As it was at the start, and made the callback addresses of all leads since. */
  private String keyset;

  private final String customer = "c-" + UUID.randomUUID();
  private final String provider = "p-" + UUID.randomUUID();

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    // It sends no callbacks itself; the test does.
    oplead =
        new SimulatedOplead(
                vertx, SimulatorSettings.builder().statusDelay(Duration.ofHours(24)).build())
            .startAndAwait();
  }

  /** With these gateways, whose command line is the demo administrator's. */
  private void with(Replicas running) throws IOException {
    replicas = running;
    keyset = Files.readString(replicas.keyset());
    PackagedGateway demo = replicas.both().get(0);
    admin = AdminCommandLine.inThisProcess(demo.url(), demo.administratorKey());
  }

  @AfterEach
  void stop() {
    oplead.close();
    vertx.close();
  }

  @Test
  @ExtendWith(SharedReplicas.class)
  void noSecretOrPersonalDataIsLeftBehind(Replicas shared) throws Exception {
    with(shared);
    String bootstrapKey = replicas.administratorKey();
    Map<String, String> secrets = new HashMap<>();
    String first = token(secrets, "the first token");
    admin.run(
        "customer",
        "create",
        customer,
        "--name",
        "Durand",
        "--base-url",
        oplead.baseUrl(),
        "--token-file",
        file(first));
    PackagedGateway demo = replicas.both().get(0);
    JsonNode onboarded =
        AdminCommandLine.packaged(demo.url(), demo.administratorKey())
            .run("provider", "create", provider, "--name", "Atelier", "--customer", customer);
    secrets.put("the provider's key", secretOf(onboarded.get("api_key").asText()));
    secrets.put("its password", onboarded.at("/kafka/password").asText());
    String named = admin.run("key", "create", "--name", "Marie").get("api_key").asText();
    secrets.put("an administrator's key", secretOf(named));
    AdminCommandLine bootstrap =
        AdminCommandLine.inThisProcess(replicas.both().get(1).url(), bootstrapKey);
    assertThat(bootstrap.run("provider", "show", provider).get("slug").asText())
        .isEqualTo(provider);
    secrets.put("the first administrator's key", secretOf(bootstrapKey));
    secrets.put("the demo administrator's key", secretOf(demo.administratorKey()));
    assertThat(admin.run("customer", "verify", customer).toString()).doesNotContain(first);
    admin.run(
        "customer",
        "rotate-token",
        customer,
        "--token-file",
        file(token(secrets, "the second token")));
    byForm(secrets);
    addEndpoint(secrets);
    assertThat(admin.run("provider", "check", provider).get("ok").asBoolean()).isTrue();
    assertThat(
            admin
                .end(
                    "customer", "create", customer, "--name", "Durand", "--token-file", file(first))
                .err())
        .startsWith("409 ")
        .doesNotContain(first);

    ProviderClient client = new ProviderClient(onboarded.get("api_key").asText(), customer);
    String lead = journey(client);
    attach(client, lead);
    refused(client, onboarded.get("api_key").asText());
    admin.run("lead", "show", lead);
    admin.run("lead", "erase", lead);

    Traces traces = new Traces();
    replicas.dump().forEach((table, rows) -> traces.add("table " + table, rows));
    traces.addTopics(replicas.kafka());
    traces.addFiles(replicas.serverData());
    replicas.both().forEach(gateway -> traces.add("log " + gateway.url(), gateway.output()));
    assertThat(replicas.both().get(1).output()).contains("Listening on: http://0.0.0.0:");
    assertThat(traces.places("table ")).isGreaterThan(10);
    assertThat(traces.places("topic leadloop.status." + provider)).isGreaterThanOrEqualTo(3);
    secrets.putAll(personal());
    secrets.put("the gateways' password at Kafka", Replicas.KAFKA_PASSWORD);
    secrets.put("the customer", customer);
    Map<Boolean, List<String>> found =
        traces.find(secrets).stream()
            .collect(partitioningBy(place -> place.startsWith("the customer in ")));
    assertThat(found.get(true)).as("the search finds").isNotEmpty();
    // The demo deliberately prints its own key.
    assertThat(found.get(false))
        .containsExactly("the demo administrator's key in log " + demo.url());
    assertThat(replicas.both())
        .allSatisfy(gateway -> assertThat(gateway.output()).doesNotContain("Kafka does not let"));
  }

  /** A customer that is reached by the older form import, and forms of the provider's. */
  private void byForm(Map<String, String> secrets) throws IOException {
    String reached = customer + "-form";
    String sent = token(secrets, "the import's token");
    admin.run(
        "customer",
        "create",
        reached,
        "--name",
        "Martin",
        "--form",
        "devis",
        "--token-file",
        file(sent));
    assertThat(
            admin.run("customer", "change", reached, "--form", "quote").at("/form/name").asText())
        .isEqualTo("quote");
    assertThat(admin.end("provider", "grant", provider, reached).status()).isZero();

    String posted = token(secrets, "a token that is posted");
    JsonNode taken =
        admin.run(
            "provider",
            "form",
            "add",
            provider,
            "--customer",
            reached,
            "--form",
            "quote",
            "--token-file",
            file(posted));
    JsonNode issued =
        admin.run("provider", "form", "add", provider, "--customer", customer, "--form", "quote");
    secrets.put("a token that was issued", issued.get("token").asText());
    String id = issued.get("id").asText();
    assertThat(admin.end("provider", "form", "remove", provider, id).status()).isZero();
    assertThat(admin.end("provider", "form", "list", provider).out())
        .contains(taken.get("id").asText())
        .doesNotContain(id);
  }

  /** Its secrets are shown once each. */
  private void addEndpoint(Map<String, String> secrets) {
    JsonNode endpoint =
        admin.run(
            "provider",
            "endpoint",
            "add",
            provider,
            "--endpoint-url",
            "https://hooks.example.com/leadloop");
    String id = endpoint.get("id").asText();
    JsonNode rotated = admin.run("provider", "endpoint", "rotate", provider, id);
    secrets.put("an endpoint's first secret", secretOf(endpoint.get("secret").asText()));
    secrets.put("its second one", secretOf(rotated.get("secret").asText()));
  }

  /** A lead with a status callback that repeats personal data. */
  private String journey(ProviderClient client) throws Exception {
    String gateway = replicas.both().get(1).url();
    String lead =
        ProviderClient.json(client.submitDocument(gateway, "one", PERSON).join())
            .get("id")
            .asText();
    awaitState(client, lead, "/state", "forwarded");
    for (String status : new String[] {"En cours", "Gagné"}) {
      callBack(lead, "{\"status\": \"" + status + "\", \"contact\": " + PERSON + "}");
    }
    callBack(lead, "status=Rappel&note=Rappeler+Anna&lead=" + PERSON);
    awaitState(client, lead, "/status/code", "other");
    return lead;
  }

  /** The longest document that may be, which arrives whole. */
  private void attach(ProviderClient client, String lead) {
    byte[] document = Documents.marked(1, LONGEST, MARK);
    String gateway = replicas.both().get(1).url();
    assertThat(client.attach(gateway, lead, FILE, document).join().statusCode()).isEqualTo(202);
    await().atMost(PATIENCE).until(() -> !oplead.ledger().documents().isEmpty());
    assertThat(oplead.ledger().documents())
        .singleElement()
        .satisfies(
            arrived -> {
              assertThat(arrived.sha256()).isEqualTo(Documents.sha256(document));
              assertThat(arrived.filename()).isEqualTo(FILE);
            });
    await()
        .atMost(PATIENCE)
        .until(() -> replicas.count("select count(*) from document_piece") == 0);
  }

  /** Rejected bodies are neither stored nor logged. */
  private void refused(ProviderClient client, String key) {
    String gateway = replicas.both().get(0).url();
    assertThat(
            client
                .submitDocument(gateway, "two", PERSON.replace("lastname", "callback_url"))
                .join()
                .statusCode())
        .isEqualTo(422);
    assertThat(
            client.submitDocument(gateway, "three", PERSON.replace("}", ",")).join().statusCode())
        .isEqualTo(400);
    assertThat(
            client.submitDocument(gateway, "one", PERSON.replace("33", "44")).join().statusCode())
        .isEqualTo(409);
    String mistyped = key.substring(0, key.length() - 1);
    assertThat(new ProviderClient(mistyped, customer).get(gateway, "/v1/me").statusCode())
        .isEqualTo(401);
  }

  @Test
  @Tag("long")
  void keysetIsRotatedAndDataIsReEncrypted() throws Exception {
    try (Replicas own =
        Replicas.startTwo(directory, Map.of("LEADLOOP_OPLEAD_ALLOW_PRIVATE_ADDRESSES", "true"))) {
      with(own);
      rotateKeyset();
    }
  }

  private void rotateKeyset() throws Exception {
    String token = token(new HashMap<>(), "token");
    admin.run(
        "customer",
        "create",
        customer,
        "--name",
        "Durand",
        "--base-url",
        oplead.baseUrl(),
        "--token-file",
        file(token));
    JsonNode onboarded =
        admin.run("provider", "create", provider, "--name", "Atelier", "--customer", customer);
    addEndpoint(new HashMap<>());
    ProviderClient client = new ProviderClient(onboarded.get("api_key").asText(), customer);
    String before = journey(client);
    admin.run("customer", "pause", customer);
    String gateway = replicas.both().get(0).url();
    String waiting =
        ProviderClient.json(client.submitDocument(gateway, "two", PERSON).join())
            .get("id")
            .asText();

    // One after the other, so that there is always a gateway, and each opens what any other seals.
    long added = admin.run("keyset", "add-key", replicas.keyset()).get("added").asLong();
    PackagedGateway adding = replicas.startAnother();
    replicas.both().forEach(PackagedGateway::close);
    assertThat(admin.run("keyset", "promote-key", replicas.keyset()).get("promoted").asLong())
        .isEqualTo(added);
    try (PackagedGateway rotated = replicas.startAnother()) {
      AdminCommandLine after =
          AdminCommandLine.packaged(rotated.url(), replicas.both().get(0).administratorKey());
      AdminCommandLine.Ended resealed = after.end("reseal");
      assertThat(resealed.status()).as(resealed.err()).isZero();
      String prefix = "\\x01%08x".formatted((int) added);
      Map<String, String> tables = replicas.dump();
      assertThat(replicas.count(sealedOtherwise("lead", "document"), prefix)).isZero();
      assertThat(replicas.count(sealedOtherwise("lead_progress", "last_answer"), prefix)).isZero();
      assertThat(replicas.count(sealedOtherwise("customer", "oplead_token"), prefix)).isZero();
      assertThat(replicas.count(sealedOtherwise("feedback", "body"), prefix)).isZero();
      assertThat(replicas.count(sealedOtherwise("provider", "kafka_password"), prefix)).isZero();
      assertThat(replicas.count(sealedOtherwise("push_endpoint", "secret"), prefix)).isZero();
      assertThat(replicas.count(sealedOtherwise("push_endpoint", "previous_secret"), prefix))
          .isZero();
      assertThat(tables.get("lead")).contains(prefix.substring(2));

      after.run("customer", "resume", customer);
      await()
          .atMost(PATIENCE)
          .until(() -> state(rotated, client, waiting, "/state").equals("forwarded"));
      assertThat(after.run("lead", "show", before).get("last_answer").asText()).isNotEmpty();
      callBack(adding, before, "{\"status\": \"Perdu\"}");
      await()
          .atMost(PATIENCE)
          .until(() -> state(rotated, client, before, "/status/code").equals("lost"));
    }
  }

  private static String sealedOtherwise(String table, String column) {
    return "select count(*) from %1$s where %2$s is not null and left(%2$s::text, 12) <> ?"
        .formatted(table, column);
  }

  private static Map<String, String> personal() {
    return Map.of(
        "the name", "Zorgluberg",
        "the address of its mail", "anna.zorgluberg",
        "the phone", "698765432",
        "the address", "impasse des Hirondelles",
        "the message", "bleu canard",
        "the document", MARK,
        "the document's name", FILE,
        "what was called back", "Rappeler");
  }

  private String token(Map<String, String> secrets, String name) {
    String token = UUID.randomUUID().toString();
    oplead.accept(token);
    secrets.put(name, token);
    return token;
  }

  /** The secret part of a key. */
  private static String secretOf(String key) {
    return key.substring(key.lastIndexOf('_') + 1);
  }

  private Path file(String secret) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "secret-", ""), secret + "\n");
  }

  private void callBack(String lead, String body) throws Exception {
    callBack(replicas.both().get(0), lead, body);
  }

  private void callBack(PackagedGateway gateway, String lead, String body) throws Exception {
    CallbackTokens tokens = new CallbackTokens(new Vault(keyset), URI.create(gateway.url()));
    HttpRequest request =
        HttpRequest.newBuilder(tokens.addressFor(new LeadId(UUID.fromString(lead))))
            .POST(BodyPublishers.ofString(body, UTF_8))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  private void awaitState(ProviderClient client, String lead, String member, String expected) {
    await()
        .atMost(PATIENCE)
        .until(() -> state(replicas.both().get(0), client, lead, member).equals(expected));
  }

  private static String state(
      PackagedGateway gateway, ProviderClient client, String lead, String member) {
    return ProviderClient.json(client.get(gateway.url(), "/v1/leads/" + lead)).at(member).asText();
  }
}
