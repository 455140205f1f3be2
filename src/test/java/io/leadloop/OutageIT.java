package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.Arrivals;
import io.leadloop.testing.CallbackLedger;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.ReplicaScenario;
import io.leadloop.testing.Replicas;
import io.leadloop.vault.Vault;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two packaged gateways promise while one of them or one of their servers is away. */
@Tag("long")
class OutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int QUOTA = 100;
  private static final int LEADS = 20;
  private static final int MANY = 1_000;

  /**
   * A call that ends by its time-out is uncertain, and a busy machine is slow: here only a replica
   * that ends leaves calls without an answer.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "LEADLOOP_OPLEAD_ALLOW_PRIVATE_ADDRESSES", "true",
          "LEADLOOP_LANE_WINDOW", "PT6S",
          "LEADLOOP_OPLEAD_CONNECT_TIMEOUT", "PT5S",
          "LEADLOOP_OPLEAD_READ_TIMEOUT", "PT14S",
          "LEADLOOP_OPLEAD_DOCUMENTS_TIMEOUT", "PT14S",
          "LEADLOOP_FORWARDING_LEASE", "PT30S",
          "LEADLOOP_FORWARDING_UNCERTAIN_WAIT", "PT2S");

  @TempDir static Path directory;

  private static Replicas replicas;

  private ReplicaScenario scenario;
  private CallbackLedger ledger;
  private int submitted;

  @BeforeAll
  static void start() {
    replicas = Replicas.startTwo(directory, SETTINGS);
  }

  @AfterAll
  static void stop() {
    replicas.close();
  }

  @BeforeEach
  void onboard() {
    scenario = new ReplicaScenario(replicas, QUOTA);
  }

  @AfterEach
  void close() {
    if (ledger != null) {
      ledger.close();
    }
    scenario.close();
  }

  /**
   * The short form of what the faults do: a gateway, PostgreSQL and the broker end once each. They
   * are the older of two versions, during an upgrade: the newer one has migrated the database.
   */
  @Test
  void nothingIsLostWhenEachOfThemEndsAndComesBack() {
    List<HttpResponse<String>> leads = new ArrayList<>(answers(submitToBoth(LEADS)));
    assertThat(leads).allMatch(answer -> answer.statusCode() == 202);
    ledger = ledger(leads);

    List<CompletableFuture<HttpResponse<String>>> more = submitToBoth(LEADS);
    CompletableFuture<Void> callbacks = ledger.callEach(5);
    replicas.migrateOn();
    more.addAll(submitToBoth(LEADS));
    replicas.killSecond();
    callbacks.join();
    ledger.forget(url(1));

    replicas.killDatabase();
    assertEachCallbackIsTaken();
    assertLeadsAreRejected();

    replicas.stopBroker();
    PackagedGateway second = replicas.launchSecond();
    await().atMost(PATIENCE).until(() -> second.output().contains("waiting for PostgreSQL at"));
    assertThat(second.isAlive()).isTrue();

    replicas.startDatabase();
    await().atMost(PATIENCE).until(() -> submit(0).join().statusCode() == 202);
    assertEachCallbackIsTaken();
    String provider = "p-" + UUID.randomUUID();
    assertThat(scenario.onboard(provider).statusCode()).isEqualTo(503);

    replicas.startBroker();
    second.awaitStart();
    await().atMost(PATIENCE).until(() -> scenario.onboard(provider).statusCode() == 201);
    ledger.alsoCall(second.url());
    assertEachCallbackIsTaken();
    leads.addAll(answers(submitToBoth(LEADS)));

    leads.addAll(taken(more));
    assertThat(leads).allMatch(answer -> answer.statusCode() == 202);
    await().atMost(PATIENCE).until(() -> scenario.leads("forwarded") == scenario.allLeads());
    assertThat(Arrivals.names(scenario.oplead()))
        .containsAll(leads.stream().map(answer -> json(answer, "reference")).toList());
    ledger.assertBalanced(PATIENCE);
  }

  /** Beyond the time for which keys and grants are remembered. */
  private void assertLeadsAreRejected() {
    await().atMost(PATIENCE).until(() -> submit(0).join().statusCode() == 503);
    await()
        .during(Duration.ofSeconds(6))
        .atMost(PATIENCE)
        .until(() -> isUnavailable(submit(0).join()));
  }

  private static boolean isUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValueSatisfying(Integer::parseInt);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("/problems/store-unavailable");
    return true;
  }

  /** With one of the two stores alive Oplead is never refused. */
  private void assertEachCallbackIsTaken() {
    long before = ledger.acknowledged();
    ledger.callEach(2).join();
    assertThat(ledger.acknowledged()).isEqualTo(before + 2 * LEADS);
  }

  /** Accepted leads are kept, and leads in flight to Oplead are not sent again. */
  @Test
  void replicaStoppedUnderLoadLosesAndDuplicatesNothing() {
    PackagedGateway leaving = replicas.startAnother();
    List<CompletableFuture<HttpResponse<String>>> sent = submit(leaving, MANY);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> answered(sent).size() > MANY / 10);
    leaving.stop();
    await().atMost(PATIENCE).until(() -> sent.stream().allMatch(CompletableFuture::isDone));

    assertThat(answered(sent)).allMatch(a -> a.statusCode() == 202 || a.statusCode() == 503);
    String[] promised = ids(taken(sent));
    await()
        .atMost(PATIENCE)
        .until(() -> leads(promised, "state in ('queued', 'forwarded')") == promised.length);
    assertThat(leads(promised, "possible_duplicate")).isZero();
  }

  @Test
  void acceptedLeadsSurviveAKilledReplica() {
    PackagedGateway victim = replicas.startAnother();
    List<CompletableFuture<HttpResponse<String>>> sent = submit(victim, 2 * MANY);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !answered(sent).isEmpty());
    victim.kill();
    await().atMost(PATIENCE).until(() -> sent.stream().allMatch(CompletableFuture::isDone));

    List<HttpResponse<String>> answers = answered(sent);
    assertThat(answers).hasSizeLessThan(sent.size()).allMatch(a -> a.statusCode() == 202);
    assertThat(leads(ids(answers), "true")).isEqualTo(answers.size());
  }

  private long leads(String[] ids, String which) {
    return replicas.count(
        "select count(*) from lead_view where id::text = any(?) and " + which, (Object) ids);
  }

  private CallbackLedger ledger(List<HttpResponse<String>> leads) {
    CallbackTokens tokens =
        new CallbackTokens(new Vault(replicas.keyset().toString()), URI.create("http://none"));
    return new CallbackLedger(
        replicas.kafka(),
        scenario.topic(),
        replicas.both().stream().map(PackagedGateway::url).toList(),
        Stream.of(ids(leads))
            .map(id -> tokens.addressFor(new LeadId(UUID.fromString(id))).getPath())
            .toList());
  }

  private List<CompletableFuture<HttpResponse<String>>> submitToBoth(int leads) {
    return new ArrayList<>(IntStream.range(0, leads).mapToObj(i -> submit(i % 2)).toList());
  }

  private List<CompletableFuture<HttpResponse<String>>> submit(PackagedGateway to, int leads) {
    return IntStream.range(0, leads).mapToObj(i -> submit(to.url())).toList();
  }

  private CompletableFuture<HttpResponse<String>> submit(int replica) {
    return submit(url(replica));
  }

  private CompletableFuture<HttpResponse<String>> submit(String gateway) {
    String name = "lead-" + submitted++;
    return scenario.client().submit(gateway, name, name);
  }

  private String url(int replica) {
    return replicas.both().get(replica).url();
  }

  private static List<HttpResponse<String>> answers(
      List<CompletableFuture<HttpResponse<String>>> sent) {
    return sent.stream().map(CompletableFuture::join).toList();
  }

  private static List<HttpResponse<String>> answered(
      List<CompletableFuture<HttpResponse<String>>> sent) {
    return sent.stream()
        .filter(s -> s.isDone() && !s.isCompletedExceptionally())
        .map(CompletableFuture::join)
        .toList();
  }

  private static List<HttpResponse<String>> taken(
      List<CompletableFuture<HttpResponse<String>>> sent) {
    return answered(sent).stream().filter(answer -> answer.statusCode() == 202).toList();
  }

  private static String[] ids(List<HttpResponse<String>> answers) {
    return answers.stream().map(answer -> json(answer, "id")).toArray(String[]::new);
  }

  private static String json(HttpResponse<String> answer, String member) {
    return ProviderClient.json(answer).get(member).asText();
  }
}
