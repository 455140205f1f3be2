package io.leadloop.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.CallbackLedger;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.Replicas;
import io.leadloop.vault.Vault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packaged gateways under a load of callbacks, one killed at the worst moment: every callback that
 * was answered 200 is on its provider's topic, exactly once for a {@code read_committed} consumer,
 * and no sequence has a gap. The ledger counts each callback at both ends.
 */
@Tag("long")
class FeedbackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration CALM = Duration.ofSeconds(2);
  private static final int LEADS = 40;

  /** Transactions that write events, or wait for their turn to. */
  private static final String PROJECTIONS =
      """
      select count(*) from pg_locks
      where relation = 'lead_event'::regclass and mode = 'RowExclusiveLock' and
      """;

  @TempDir static Path directory;
  private static Replicas replicas;
  private static ProviderClient provider;
  private static CallbackTokens tokens;

  private CallbackLedger ledger;

  @BeforeAll
  static void start() {
    // The simulated Oplead takes leads and reports nothing about them: here the test calls back.
    replicas = Replicas.startTwo(directory, Map.of("LEADLOOP_SIMULATOR_STATUS_DELAY", "PT24H"));
    provider = new ProviderClient(replicas.key(), demo().customer());
    tokens = new CallbackTokens(new Vault(replicas.keyset().toString()), URI.create("http://none"));
  }

  @AfterAll
  static void stop() {
    if (replicas != null) {
      replicas.close();
    }
  }

  @BeforeEach
  void submitLeads() {
    String run = UUID.randomUUID().toString();
    List<String> addresses =
        IntStream.range(0, LEADS)
            .mapToObj(i -> provider.submit(url(i), run + i, "Dupont"))
            .map(CompletableFuture::join)
            .map(answer -> ProviderClient.json(answer).get("id").asText())
            .map(id -> tokens.addressFor(new LeadId(UUID.fromString(id))).getPath())
            .toList();
    ledger =
        new CallbackLedger(
            replicas.kafka(),
            demo().topic(),
            replicas.both().stream().map(PackagedGateway::url).toList(),
            addresses);
  }

  @AfterEach
  void stopLoad() {
    ledger.close();
  }

  @Test
  void aReplicaIsKilledBetweenProjectionAndPublication() throws Exception {
    PackagedGateway victim = replicas.startAnother();
    ledger.alsoCall(victim.url());
    ledger.startCalling();
    // A replica that waits at the lock cannot take part in a rebalance of the log.
    await().atMost(PATIENCE).until(() -> replicas.sharesOfTheLog() == 3);
    Thread.sleep(CALM.toMillis());
    try (AutoCloseable held = replicas.holdTable("lead_event")) {
      await().atMost(PATIENCE).until(() -> replicas.count(PROJECTIONS + "not granted") == 3);
      replicas.stopBroker();
    }
    try {
      // What waited is written now, and cannot be published.
      await().atMost(PATIENCE).until(() -> replicas.count(PROJECTIONS + "true") == 0);
      victim.kill();
    } finally {
      replicas.startBroker();
    }
    Thread.sleep(CALM.toMillis());
    ledger.stopCalling();
    ledger.assertBalanced(PATIENCE);
  }

  @Test
  void twoHundredCallbacksOfOneLeadAtOnceOverBothReplicas() {
    ledger.callOneLeadAtOnce(200);
    ledger.assertBalanced(PATIENCE);
    assertThat(ledger.acknowledged()).isEqualTo(200);
  }

  private static PackagedGateway demo() {
    return replicas.both().get(0);
  }

  private static String url(int number) {
    return replicas.both().get(number % 2).url();
  }
}
