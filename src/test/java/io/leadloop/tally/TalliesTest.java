package io.leadloop.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.QueryPlan;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts on the real database. */
@GatewayTest
class TalliesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS);

  @Inject Tallies tallies;
  @Inject TallyReader reader;
  @Inject Onboarding onboarding;
  @Inject Pool pool;

  private Onboarding.Pair pair;
  private LeadCohort cohort;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
    cohort = cohort(HOUR);
  }

  private LeadCohort cohort(Instant acceptedAt) {
    return LeadCohort.of(pair.provider().id(), pair.customer().id(), acceptedAt);
  }

  @Test
  void manyAtOnceInAnyOrderLoseNothingAndNeverDeadlock() {
    int writers = 8;
    int batches = 25;
    List<TallyKey> keys =
        IntStream.range(0, 40).mapToObj(n -> new TallyKey(cohort, TallyKind.FORWARDED, n)).toList();
    Random random = new Random(7);
    Uni.join()
        .all(
            IntStream.range(0, writers)
                .mapToObj(
                    n ->
                        Multi.createFrom()
                            .range(0, batches)
                            .onItem()
                            .transformToUniAndConcatenate(b -> addOneOfEach(shuffled(keys, random)))
                            .collect()
                            .last())
                .toList())
        .andFailFast()
        .await()
        .atMost(PATIENCE);
    assertThat(figures(Step.TOTAL).forwarded()).isEqualTo((long) writers * batches * keys.size());
  }

  private Uni<Void> addOneOfEach(List<TallyKey> keys) {
    Map<TallyKey, Integer> counts = new LinkedHashMap<>();
    keys.forEach(key -> counts.put(key, 1));
    return pool.withTransaction(tx -> tallies.add(tx, counts)).call(this::merge);
  }

  private Uni<Void> merge() {
    return pool.query(Tallies.MERGE).execute().replaceWithVoid();
  }

  @Test
  void aFigureIsTheSameBeforeAndAfterItsCountsAreAddedUp() {
    add(cohort, TallyKind.REJECTED, 2);
    add(cohort, TallyKind.REJECTED, 3);
    assertThat(figures(Step.TOTAL).rejected()).isEqualTo(5);
    merge().await().atMost(PATIENCE);
    add(cohort, TallyKind.REJECTED, -1);
    assertThat(figures(Step.TOTAL).rejected()).isEqualTo(4);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                number(
                        "select coalesce(sum(leads), 0)::int from lead_tally where provider_id = '%s'"
                            .formatted(pair.provider().id()))
                    == 4);
    assertThat(figures(Step.TOTAL).rejected()).isEqualTo(4);
  }

  private static List<TallyKey> shuffled(List<TallyKey> keys, Random random) {
    List<TallyKey> shuffled = new ArrayList<>(keys);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  @Test
  void whatIsRolledBackIsNotCounted() {
    Uni<Void> failing =
        pool.withTransaction(
            tx ->
                tallies
                    .add(tx, Map.of(new TallyKey(cohort, TallyKind.EXPIRED, 0), 1))
                    .chain(
                        () -> Uni.createFrom().failure(new IllegalStateException("rolled back"))));
    failing.onFailure().recoverWithNull().await().atMost(PATIENCE);
    assertThat(lines(Step.TOTAL)).isEmpty();
  }

  @Test
  void aPeriodIsDividedByHourAndByDay() {
    Instant day = HOUR.truncatedTo(ChronoUnit.DAYS);
    for (long hour : new long[] {-25, -24, -1}) {
      add(cohort(day.plus(hour, ChronoUnit.HOURS)), TallyKind.TAKEN, 3);
    }
    assertThat(lines(Step.HOUR))
        .extracting(TallyLine::at)
        .containsExactly(
            day.minus(25, ChronoUnit.HOURS),
            day.minus(24, ChronoUnit.HOURS),
            day.minus(1, ChronoUnit.HOURS));
    assertThat(lines(Step.DAY))
        .extracting(line -> line.at() + " " + line.figures().taken())
        .containsExactly(
            day.minus(2, ChronoUnit.DAYS) + " 3", day.minus(1, ChronoUnit.DAYS) + " 6");
    assertThat(figures(Step.TOTAL).taken()).isEqualTo(9);
  }

  @Test
  void anAnswerThatWouldBeTooLongIsNone() {
    add(cohort, TallyKind.TAKEN, 1);
    add(cohort, TallyKind.HELD, 1);
    assertThat(reader.read(query(Step.TOTAL), 1).await().atMost(PATIENCE)).isEmpty();
    assertThat(reader.read(query(Step.TOTAL), 2).await().atMost(PATIENCE)).isPresent();
  }

  @Test
  void monthsThatEndedLongAgoAreForgotten() {
    Instant old = HOUR.minus(500, ChronoUnit.DAYS);
    add(cohort(old), TallyKind.TAKEN, 1);
    add(cohort, TallyKind.TAKEN, 2);
    String hours =
        "select count(distinct hour)::int as hours from tally where provider_id = '%s'"
            .formatted(pair.provider().id());
    merge().await().atMost(PATIENCE);
    tallies.forget(Duration.ofDays(600)).await().atMost(PATIENCE);
    assertThat(number(hours)).isEqualTo(2);
    tallies.forget(Duration.ofDays(400)).await().atMost(PATIENCE);
    assertThat(number(hours)).isEqualTo(1);
    assertThat(figures(Step.TOTAL).taken()).isEqualTo(2);
  }

  /** Which of the two indexes serves depends on how many hours the table holds. */
  @Test
  void figuresAreReadByIndex() {
    for (String statement :
        List.of(TallyReader.OF_PROVIDER, TallyReader.OF_ALL, TallyReader.LAST_DAY)) {
      assertThat(QueryPlan.of(pool, statement))
          .containsPattern("lead_tally_(pkey|hour)")
          .doesNotContain("Seq Scan on lead");
    }
  }

  private int number(String sql) {
    return pool.query(sql)
        .execute()
        .map(rows -> rows.iterator().next().getInteger(0))
        .await()
        .atMost(PATIENCE);
  }

  private void add(LeadCohort to, TallyKind kind, int leads) {
    pool.withTransaction(tx -> tallies.add(tx, Map.of(new TallyKey(to, kind, 0), leads)))
        .await()
        .atMost(PATIENCE);
  }

  private Figures figures(Step step) {
    return lines(step).get(0).figures();
  }

  private List<TallyLine> lines(Step step) {
    return reader.read(query(step), 10_000).await().atMost(PATIENCE).orElseThrow();
  }

  private TallyQuery query(Step step) {
    return new TallyQuery(
        Optional.of(pair.provider().slug()),
        Optional.empty(),
        HOUR.minus(10, ChronoUnit.DAYS),
        HOUR.plus(1, ChronoUnit.HOURS),
        step);
  }
}
