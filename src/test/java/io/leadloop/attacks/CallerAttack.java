package io.leadloop.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.faults.Installation;
import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.SigningKey;
import io.leadloop.testing.TestIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * Attacks by any client that can reach the port, on a gateway with little memory: it survives, what
 * it was made to hold is let go, and the leads of a {@link GoodClient} go through meanwhile and
 * afterwards. Each attack is bounded in number and time.
 */
abstract class CallerAttack {
  static final Logger LOG = Logger.getLogger(CallerAttack.class);

  /** How long a condition is waited for that is not itself a promise. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How many leads of the good client's go before an attack, during it, and after it. */
  private static final int LEADS_AROUND = 10;

  /** Unread answers stay with the gateway, instead of filling this machine's memory. */
  private static final int RECEIVE_BUFFER = 16 * 1024;

  private static final int CONNECT_MILLIS = 5_000;
  private static final String ATTACKED_CUSTOMER = "customer-0";
  private static final String GOOD_CUSTOMER = "customer-1";
  private static final int SHOWN_FAILURES = 5;

  @TempDir static Path directory;
  static AttackedGateway gateway;
  static SigningKey issuersKey;
  static TestIssuer issuer;
  private static AttackReport report;
  private static Vertx vertx;
  private static NetClient client;

  private final List<RawConnection> connections = new ArrayList<>();

  @BeforeAll
  static void start(TestInfo test) throws IOException {
    report = new AttackReport(test.getTestClass().orElseThrow().getSimpleName());
    vertx = Vertx.vertx();
    client =
        vertx.createNetClient(
            new NetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setReceiveBufferSize(RECEIVE_BUFFER));
    issuersKey = SigningKey.ofIssuer();
    issuer = TestIssuer.start(0, issuersKey);
    gateway = AttackedGateway.start(directory, issuer.url());
  }

  @AfterAll
  static void stop() throws IOException {
    report.write();
    if (gateway != null) {
      gateway.close();
    }
    issuer.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** An attack that ended the gateway must not fail the next one. */
  @BeforeEach
  void haveAGateway() {
    gateway.restartIfEnded();
  }

  @AfterEach
  void closeConnections() {
    connections.forEach(RawConnection::close);
  }

  /** One more connection to the gateway, which is closed when the attack is over. */
  final RawConnection connect() {
    RawConnection connection = RawConnection.open(client, gateway.url());
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
    long before = gateway.liveHeap();
    GoodClient good = new GoodClient(gateway.installation(), goodProvider(), GOOD_CUSTOMER).start();
    String seen = "failed";
    try {
      awaitLeads(good);
      seen = deed.call();
      awaitLeads(good);
      closeConnections();
      awaitLeads(good);
    } finally {
      good.stop();
      log(attack, seen, good);
    }
    assertThat(gateway.isWell()).as("the gateway lives and has enough memory").isTrue();
    assertThat(good.failures()).as("what went wrong for the good client").isEmpty();
    report.add(attack, sent, seen, before, gateway.liveHeapAfterwards(before), good);
  }

  /** The good client goes on for a few leads, whatever comes of them. */
  private static void awaitLeads(GoodClient good) {
    int enough = good.attempts() + LEADS_AROUND;
    await().atMost(PATIENCE).until(() -> good.attempts() >= enough);
  }

  /** All that is known of an attack, whether it was withstood or not. */
  private static void log(String attack, String seen, GoodClient good) {
    LOG.infof(
        "%s: %s; well=%b leads=%d p99=%s longest=%s failures=%d %s",
        attack,
        seen,
        gateway.isWell(),
        good.forwarded(),
        good.p99(),
        good.longestWay(),
        good.failures().size(),
        good.failures().stream().limit(SHOWN_FAILURES).toList());
  }

  /** Who attacks where a provider does. */
  static Installation.Provider attacker() {
    return gateway.installation().providers().get(0);
  }

  static Installation.Provider goodProvider() {
    return gateway.installation().providers().get(1);
  }

  /** A client of the attacker's, for a customer that is not the good client's. */
  static ProviderClient attackersClient() {
    return new ProviderClient(attacker().key(), ATTACKED_CUSTOMER);
  }

  /** Hands a lead in, and waits until it is forwarded. */
  static String forwardedLead(ProviderClient client, String reference) {
    HttpResponse<String> taken = client.submit(gateway.url(), reference, reference).join();
    String id = ProviderClient.json(taken).get("id").asText();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                ProviderClient.json(client.get(gateway.url(), "/v1/leads/" + id))
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

  static void pause(Duration time) {
    await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
  }
}
