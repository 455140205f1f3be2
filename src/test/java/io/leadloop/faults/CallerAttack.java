package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.EnvironmentVariables;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.SigningKey;
import io.leadloop.testing.TestIssuer;
import io.leadloop.testing.Vitals;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attacks by whoever can reach the port, on a gateway with little memory: it lives on, what it was
 * made to hold is let go, and the leads of a {@link GoodClient} go through meanwhile and
 * afterwards. Each attack is bounded in number and time.
 */
abstract class CallerAttack {
  static final Logger LOG = Logger.getLogger(CallerAttack.class);

  /** How long a condition is waited for that is not itself what is promised. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String JVM = "-Xmx400m -XX:+ExitOnOutOfMemoryError -Djava.io.tmpdir=";

  private static final int CONNECT_MILLIS = 5_000;

  /** How many leads of the good client's go before an attack, and after it. */
  private static final int LEADS_AROUND = 15;

  /** By how much live heap may differ before and after. */
  private static final long MORE_HEAP_BYTES = 32 << 20;

  private static final Duration HEAP_POLL = Duration.ofSeconds(2);
  private static final String ATTACKED_CUSTOMER = "customer-0";
  private static final String GOOD_CUSTOMER = "customer-1";
  private static final int SHOWN_FAILURES = 5;
  private static final int TAIL = 4_000;

  @TempDir static Path directory;
  private static Vertx vertx;
  static Installation installation;
  static SigningKey issuersKey;
  static TestIssuer issuer;
  private static AttackReport report;
  private static NetClient client;

  private final List<RawConnection> connections = new ArrayList<>();

  @BeforeAll
  static void start(TestInfo test) throws IOException {
    report = new AttackReport(test.getTestClass().orElseThrow().getSimpleName());
    vertx = Vertx.vertx();
    client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
    issuersKey = SigningKey.generate();
    issuer = TestIssuer.start(0, issuersKey);
    Map<String, String> settings =
        new HashMap<>(
            EnvironmentVariables.of(
                Map.of(
                    "leadloop.access.oidc.issuer", issuer.url(),
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.allow-x-forwarded", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1")));
    settings.put("JDK_JAVA_OPTIONS", JVM + Files.createDirectory(temporary()));
    installation = Installation.start(directory, directory.resolve("servers"), 1, settings);
  }

  @AfterAll
  static void stop() throws IOException {
    report.write();
    if (installation != null) {
      installation.close();
    }
    issuer.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** An attack that ended the gateway must not fail the next one. */
  @BeforeEach
  void haveAGateway() {
    for (PackagedGateway gateway : installation.gateways()) {
      if (!gateway.isAlive() || isOutOfMemory(gateway)) {
        LOG.warnf("the gateway had ended, and is started again:%n%s", tail(gateway.output()));
        restartGateway();
      }
    }
  }

  @AfterEach
  void closeConnections() {
    connections.forEach(RawConnection::close);
  }

  /** One more connection to the gateway; it is closed after the test. */
  final RawConnection connect() {
    RawConnection connection = RawConnection.open(client, gateway().url());
    connections.add(connection);
    return connection;
  }

  /** Those that were made, whether they are open still or not. */
  final List<RawConnection> connections() {
    return connections;
  }

  /**
   * Attacks while the good client works, and fails unless all went well.
   *
   * @param attack its name in the report
   * @param sent what it sends, for the report
   * @param deed the attack, which returns what was seen of it, for the report
   */
  final void attack(String attack, String sent, Callable<String> deed) throws Exception {
    PackagedGateway gateway = gateway();
    long before = Vitals.liveHeapBytes(gateway.pid());
    GoodClient client = new GoodClient(installation, goodProvider(), GOOD_CUSTOMER).start();
    String seen = "failed";
    try {
      awaitLeads(client);
      seen = deed.call();
      awaitLeads(client);
    } finally {
      client.stop();
      LOG.infof(
          "%s: %s; alive=%b leads=%d p99=%s longest=%s failures=%d %s",
          attack,
          seen,
          gateway.isAlive(),
          client.forwarded(),
          client.p99(),
          client.longestWay(),
          client.failures().size(),
          client.failures().stream().limit(SHOWN_FAILURES).toList());
    }
    assertThat(gateway.isAlive()).as("the gateway lives").isTrue();
    assertThat(isOutOfMemory(gateway)).as("its log has an OutOfMemoryError").isFalse();
    assertThat(client.failures()).as("what went wrong for the good client").isEmpty();
    report.add(attack, sent, seen, before, heapAfterwards(gateway, before), client);
  }

  /** The good client goes on for a few leads, whatever comes of them. */
  private static void awaitLeads(GoodClient client) {
    int enough = client.attempts() + LEADS_AROUND;
    await().atMost(PATIENCE).until(() -> client.attempts() >= enough);
  }

  /** Its live heap once it is about what it was. */
  private static long heapAfterwards(PackagedGateway gateway, long before) {
    long[] after = {0};
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(HEAP_POLL)
        .untilAsserted(
            () -> {
              after[0] = Vitals.liveHeapBytes(gateway.pid());
              assertThat(after[0]).as("live heap").isLessThan(before + MORE_HEAP_BYTES);
            });
    return after[0];
  }

  static PackagedGateway gateway() {
    return installation.gateways().get(0);
  }

  /** Another one in the place of the one that runs, or has ended. */
  static void restartGateway() {
    PackagedGateway old = gateway();
    old.kill();
    installation.forget(old);
    installation.startGateway();
  }

  /** Who attacks where a provider does. */
  static Installation.Provider attacker() {
    return installation.providers().get(0);
  }

  static Installation.Provider goodProvider() {
    return installation.providers().get(1);
  }

  /** A client of the attacker's, for a customer that is not the good client's. */
  static ProviderClient attackersClient() {
    return new ProviderClient(attacker().key(), ATTACKED_CUSTOMER);
  }

  /** Hands a lead in, and waits until it is forwarded. */
  static String forwardedLead(ProviderClient client, String reference) {
    HttpResponse<String> taken = client.submit(gateway().url(), reference, reference).join();
    String id = ProviderClient.json(taken).get("id").asText();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                ProviderClient.json(client.get(gateway().url(), "/v1/leads/" + id))
                    .get("state")
                    .asText()
                    .equals("forwarded"));
    return id;
  }

  /** Does something from several threads at once, each time with the next number from 0. */
  static void inParallel(int threads, int times, IntConsumer deed) {
    AtomicInteger next = new AtomicInteger();
    List<CompletableFuture<Void>> all =
        Stream.generate(
                () ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int i = next.getAndIncrement();
                              i < times;
                              i = next.getAndIncrement()) {
                            deed.accept(i);
                          }
                        },
                        thread -> new Thread(thread, "attacker").start()))
            .limit(threads)
            .toList();
    all.forEach(CompletableFuture::join);
  }

  /** How many transactions the database has ended. */
  static long transactions() {
    return installation.count(
        "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()");
  }

  static void pause(Duration time) {
    await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
  }

  /** The directory of the gateway's temporary files. */
  static Path temporary() {
    return directory.resolve("temporary");
  }

  private static boolean isOutOfMemory(PackagedGateway gateway) {
    return gateway.output().contains("OutOfMemoryError");
  }

  private static String tail(String output) {
    return output.substring(Math.max(0, output.length() - TAIL));
  }
}
