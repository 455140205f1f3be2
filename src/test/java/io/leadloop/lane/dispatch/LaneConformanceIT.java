package io.leadloop.lane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.Customers;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.Arrivals;
import io.leadloop.testing.EnvironmentVariables;
import io.leadloop.testing.GatewayTestResource;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.ProviderClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of the quota, held against what the simulated Oplead saw arrive: no window above the
 * limit, none below it while work waits, no lead lost, and none twice but where its outcome was
 * uncertain. One gateway is this process, more are packaged ones on the same database; only the
 * lengths of the window and of the lease differ from those of production.
 */
@Tag("long")
@QuarkusTest
@QuarkusTestResource(value = LaneConformanceIT.Settings.class, restrictToAnnotatedClass = true)
class LaneConformanceIT {
  private static final Logger LOG = Logger.getLogger(LaneConformanceIT.class);
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int QUOTA = 250;
  private static final int RESERVED = 1; // For what an administrator asks.
  private static final int BACKLOG = 3 * QUOTA; // It is sent by the windowful.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** In one statement: slots whose window ends are given back all the time. */
  private static final String UNCOUNTED_SLOTS =
      """
      select abs(used - (select count(*) from lane_request where customer_id = $1)
        - (select coalesce(sum(requests), 0) from lane_slot where customer_id = $1))
      from lane where customer_id = $1
      """;

  private static final List<String> SHARED =
      List.of(
          "quarkus.datasource.reactive.url",
          "quarkus.datasource.username",
          "quarkus.datasource.password",
          "kafka.bootstrap.servers",
          "kafka.security.protocol",
          "kafka.sasl.mechanism",
          "kafka.sasl.jaas.config",
          "leadloop.vault.keyset",
          "leadloop.public-url",
          "leadloop.oplead.allow-private-addresses",
          "leadloop.lane.window",
          "leadloop.oplead.connect-timeout",
          "leadloop.oplead.read-timeout",
          "leadloop.oplead.documents.timeout",
          "leadloop.forwarding.lease",
          "leadloop.forwarding.uncertain-wait");

  @TempDir static Path directory;

  @Inject LaneTester tester;
  @Inject Customers customers;
  @Inject Pool pool;
  @Inject Vertx vertx;

  private final String token = UUID.randomUUID().toString();
  private final List<PackagedGateway> replicas = new ArrayList<>();
  private SimulatedOplead oplead;
  private LaneTester.Lane lane;
  private ProviderClient provider;
  private int submitted;

  @BeforeEach
  void open() {
    oplead =
        new SimulatedOplead(
            vertx, SimulatorSettings.builder().quota(1_000_000).statuses("Nouveau").build());
    oplead.accept(token);
    oplead.startAndAwait();
    lane = tester.open(new OpleadAccess(Optional.of(oplead.baseUrl()), token), QUOTA);
    provider = new ProviderClient(lane.pair().key().reveal(), lane.customer().slug());
  }

  @AfterEach
  void close() {
    replicas.forEach(PackagedGateway::close);
    oplead.close();
  }

  @Test
  void oneGatewayUsesAllOfTheQuotaAndNeverMore() {
    submit(BACKLOG);
    streamUntil(() -> arrivals().size() >= BACKLOG);
    awaitAll();

    assertThat(Arrivals.fullestWindow(arrivals(), WINDOW)).isEqualTo(QUOTA - RESERVED);
    assertThat(Arrivals.windowfuls(arrivals().subList(0, BACKLOG), QUOTA - RESERVED, WINDOW))
        .hasSize(BACKLOG / (QUOTA - RESERVED))
        .allMatch(used -> used == QUOTA - RESERVED);
    logUsed();
    assertThat(Arrivals.names(oplead)).hasSize(submitted).doesNotHaveDuplicates();
  }

  @Test
  void threeGatewaysTogetherUseAllOfTheQuotaAndNeverMore() {
    startReplicas(2);
    submit(BACKLOG);
    streamUntil(() -> arrivals().size() >= BACKLOG);
    awaitAll();

    assertThat(Arrivals.fullestWindow(arrivals(), WINDOW)).isEqualTo(QUOTA - RESERVED);
    assertThat(Arrivals.windowfuls(arrivals().subList(0, BACKLOG), QUOTA - RESERVED, WINDOW))
        .hasSize(BACKLOG / (QUOTA - RESERVED))
        .allMatch(used -> used == QUOTA - RESERVED);
    logUsed();
    assertThat(Arrivals.names(oplead)).hasSize(submitted).doesNotHaveDuplicates();
  }

  @Test
  void aLimitThatIsLoweredHoldsFromThenOn() throws InterruptedException {
    int lowered = QUOTA / 4;
    submit(QUOTA * 2);
    await().atMost(PATIENCE).until(() -> arrivals().size() >= QUOTA);
    onContext(() -> customers.limit(lane.customer().id(), lowered));
    long since = System.nanoTime();
    int before = arrivals().size();
    await().atMost(PATIENCE).until(() -> arrivals().size() >= before + 2 * lowered);

    List<Long> after = arrivals().stream().filter(at -> at > since).toList();
    assertThat(Arrivals.fullestWindow(arrivals(), WINDOW)).isEqualTo(QUOTA - RESERVED);
    assertThat(Arrivals.fullestWindow(after, WINDOW)).isEqualTo(lowered - RESERVED);
  }

  @Test
  void gatewaysThatAreKilledBreakNothingAndLoseNothing() {
    long seed = System.nanoTime();
    LOG.infof("killed at random seed=%d", seed);
    Random random = new Random(seed);
    startReplicas(2);
    submit(BACKLOG / 2);
    for (int kill = 0; kill < 2; kill++) {
      int next = arrivals().size() + random.nextInt(QUOTA / 2);
      streamUntil(() -> arrivals().size() >= next || allForwarded());
      replicas.remove(0).kill();
      startReplicas(1);
    }
    awaitAll();

    assertThat(Arrivals.fullestWindow(arrivals(), WINDOW)).isLessThanOrEqualTo(QUOTA);
    Set<String> once = new HashSet<>();
    List<String> repeated =
        Arrivals.names(oplead).stream().filter(name -> !once.add(name)).toList();
    assertThat(once).hasSize(submitted);
    assertThat(possibleDuplicates()).containsAll(repeated);
  }

  private void startReplicas(int count) {
    Map<String, String> shared = new HashMap<>();
    for (String key : SHARED) {
      shared.put(key, ConfigProvider.getConfig().getValue(key, String.class));
    }
    Map<String, String> environment = EnvironmentVariables.of(shared);
    for (int i = 0; i < count; i++) {
      replicas.add(PackagedGateway.startReplica(directory, environment));
    }
  }

  private void submit(int leads) {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < leads; i++) {
      String name = "lead-" + submitted++;
      answers.add(provider.submit("http://localhost:" + RestAssured.port, name, name));
    }
    assertThat(answers).allMatch(answer -> answer.join().statusCode() == 202);
  }

  /** A steady stream of leads, until the condition holds. */
  private void streamUntil(Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              submit(1);
              return condition.call();
            });
  }

  /** Every lead is forwarded, and the lane's count is that of its slots. */
  private void awaitAll() {
    await().atMost(PATIENCE).until(this::allForwarded);
    assertThat(count(UNCOUNTED_SLOTS)).isZero();
  }

  private boolean allForwarded() {
    assertThat(count(LateLane.count("$1", WINDOW))).as("late").isZero();
    return count("select count(*) from lead_view where customer_id = $1 and state = 'forwarded'")
        == submitted;
  }

  private long count(String sql) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(lane.customer().id().value()))
        .await()
        .indefinitely()
        .iterator()
        .next()
        .getLong(0);
  }

  private List<String> possibleDuplicates() {
    List<String> references = new ArrayList<>();
    pool.preparedQuery(
            "select reference from lead_view where customer_id = $1 and possible_duplicate")
        .execute(Tuple.of(lane.customer().id().value()))
        .await()
        .indefinitely()
        .forEach(row -> references.add(row.getString(0)));
    return references;
  }

  private List<Long> arrivals() {
    return Arrivals.nanos(oplead);
  }

  /** How much it is without other work on the machine is for the benchmark to measure. */
  private void logUsed() {
    List<Long> arrivals = arrivals();
    long nanos = arrivals.get(BACKLOG - 1) - arrivals.get(QUOTA - 1);
    double used = (double) (BACKLOG - QUOTA) / QUOTA * WINDOW.toNanos() / nanos;
    LOG.infof("used of the quota: %.2f %%", 100 * used);
  }

  private static void onContext(Supplier<Uni<Void>> call) {
    try {
      VertxContextSupport.subscribeAndAwait(call);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Time is compressed; the code is the same. */
  public static class Settings extends GatewayTestResource {
    @Override
    public Map<String, String> start() {
      Map<String, String> settings = new HashMap<>(super.start());
      settings.put("leadloop.lane.window", WINDOW.toString());
      settings.put("leadloop.oplead.connect-timeout", "PT1S");
      settings.put("leadloop.oplead.read-timeout", "PT6S");
      settings.put("leadloop.oplead.documents.timeout", "PT6S");
      settings.put("leadloop.forwarding.lease", "PT15S");
      settings.put("leadloop.forwarding.uncertain-wait", "PT2S");
      return settings;
    }
  }
}
