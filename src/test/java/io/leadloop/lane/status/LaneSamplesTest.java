package io.leadloop.lane.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.QueryPlan;
import io.leadloop.testing.Scenario;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Samples of lanes, taken by quarters of a second, which are tried until one has just ended. */
@GatewayTest
class LaneSamplesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LaneTester tester;
  @Inject Pool pool;

  private LaneSamples samples;
  private Scenario lane;

  @BeforeEach
  void open() {
    await().atMost(PATIENCE).until(LaneSamplesTest::isFarFromAQuarter);
    samples = new LaneSamples(pool, Duration.ofMillis(250));
    lane = tester.simulate(SimulatorSettings.defaults(), 100);
  }

  /** The application's own samples, which are taken then, must not come between those of a test. */
  private static boolean isFarFromAQuarter() {
    long seconds = Instant.now().getEpochSecond() % Duration.ofMinutes(15).toSeconds();
    return seconds > 5 && seconds < Duration.ofMinutes(14).toSeconds() + 30;
  }

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void aSampleHoldsWhatALaneDidSinceTheOneBefore() {
    for (int n = 0; n < 3; n++) {
      lane.awaitState(lane.submit("Dupont"), "forwarded");
    }
    List<Row> first = sampleUntil(1);
    assertThat(counts(first.get(0))).containsExactly(3, 3, 0, 3, 0, 0);

    lane.awaitState(lane.submit("Durand"), "forwarded");
    List<Row> second = sampleUntil(2);
    assertThat(counts(second.get(1))).containsExactly(1, 1, 0, 1, 0, 0);
    assertThat(second.get(1).getLong("all_departures")).isEqualTo(4);
  }

  @Test
  void aLaneThatDidNothingHasNoSample() {
    lane.awaitState(lane.submit("Dupont"), "forwarded");
    sampleUntil(1);
    try (Scenario other = tester.simulate(SimulatorSettings.defaults(), 100)) {
      other.awaitState(other.submit("Durand"), "forwarded");
      await().atMost(PATIENCE).until(() -> sample(other).size() == 1);
    }
    assertThat(read(lane)).hasSize(1);
  }

  @Test
  void replicasAtOnceWriteOneSample() {
    lane.awaitState(lane.submit("Dupont"), "forwarded");
    List<Uni<Duration>> replicas = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      // So long that it does not end here, and of no length that another sample has.
      replicas.add(new LaneSamples(pool, Duration.ofMinutes(7)).round());
    }
    Uni.join().all(replicas).andFailFast().await().atMost(PATIENCE);
    assertThat(read(lane)).hasSize(1);
    assertThat(counts(read(lane).get(0))).containsExactly(1, 1, 0, 1, 0, 0);
  }

  @Test
  void theNextRoundIsWhenTheQuarterEnds() {
    assertThat(samples.round().await().atMost(PATIENCE))
        .isBetween(Duration.ZERO, Duration.ofMillis(251));
  }

  @Test
  void oldSamplesAreForgottenButTheLastOfALane() {
    String old =
        """
        insert into lane_sample
        select $1, now() - days * interval '1 day', 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0
        from unnest(array[40, 35, 30]) as days
        """;
    execute(old);
    samples.round().await().atMost(PATIENCE);
    assertThat(read(lane)).hasSize(1);
    lane.awaitState(lane.submit("Dupont"), "forwarded");
    await()
        .atMost(PATIENCE)
        .until(() -> counts(last(sample(lane))).equals(List.of(1, 1, 0, 1, 0, 0)));
    samples.round().await().atMost(PATIENCE);
    assertThat(read(lane)).hasSize(1);
  }

  @Test
  void theLastSampleOfALaneIsLookedUpByItsKey() {
    assertThat(QueryPlan.of(pool, LaneSamples.RECORD))
        .containsPattern("Index Scan Backward using lane_sample_pkey")
        .doesNotContain("lead ", "lead_progress");
  }

  private List<Row> sampleUntil(int samplesOfLane) {
    await().atMost(PATIENCE).until(() -> sample(lane).size() >= samplesOfLane);
    return read(lane);
  }

  private List<Row> sample(LaneTester.Lane of) {
    samples.round().await().atMost(PATIENCE);
    return read(of);
  }

  private static Row last(List<Row> rows) {
    return rows.get(rows.size() - 1);
  }

  private static List<Integer> counts(Row row) {
    return List.of(
        row.getInteger("arrivals"),
        row.getInteger("departures"),
        row.getInteger("queued"),
        row.getInteger("slots_used"),
        row.getInteger("retries"),
        row.getInteger("updates"));
  }

  private List<Row> read(LaneTester.Lane of) {
    List<Row> rows = new ArrayList<>();
    run("select * from lane_sample where customer_id = $1 order by at", of).forEach(rows::add);
    return rows;
  }

  private void execute(String sql) {
    run(sql, lane);
  }

  private RowSet<Row> run(String sql, LaneTester.Lane of) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(of.customer().id().value()))
        .await()
        .atMost(PATIENCE);
  }
}
