package io.leadloop.limit;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ProviderAllowanceTest {
  private static final IntakeLimit SMALL = new IntakeLimit(60, 5);
  private static final IntakeLimit LARGE = new IntakeLimit(600_000, 10_000);

  private final HandAllowance database = new HandAllowance();
  private final ProviderAllowance replica = database.replica();

  @Test
  void theBurstIsGrantedAndThenOneLeadASecond() {
    assertThat(taken(7, SMALL)).containsExactly(true, true, true, true, true, false, false);
    database.advance(Duration.ofSeconds(1));
    assertThat(taken(2, SMALL)).containsExactly(true, false);
  }

  @Test
  void whatIsLeftAndWhenMoreComesIsTold() {
    assertThat(taken(SMALL).getItem()).isEqualTo(new Allowance(SMALL, true, 4, 0, 1_000_000));
    taken(4, SMALL);
    database.advance(Duration.ofMillis(400));
    assertThat(taken(SMALL).getItem())
        .isEqualTo(new Allowance(SMALL, false, 0, 600_000, 4_600_000));
  }

  @Test
  void aFloodAboveTheLimitAsksNobody() {
    taken(6, SMALL);
    database.asked.clear();
    assertThat(taken(10_000, SMALL)).containsOnly(false);
    assertThat(database.asked).isEmpty();
  }

  @Test
  void manyLeadsNeedFewLeases() {
    assertThat(taken(10_000, LARGE)).containsOnly(true);
    assertThat(database.asked).hasSizeLessThan(25).contains(1000);
  }

  @Test
  void whoFindsNothingWaitsForTheAnswerThatIsUnderWay() {
    database.holdAnswers();
    UniAssertSubscriber<Allowance> first = taken(LARGE);
    List<UniAssertSubscriber<Allowance>> others =
        IntStream.range(0, 50).mapToObj(i -> taken(LARGE)).toList();
    assertThat(database.asked).containsExactly(1);

    database.answer();
    assertThat(first.awaitItem().getItem().granted()).isTrue();
    assertThat(database.asked).containsExactly(1, 50);
    database.answer();
    assertThat(others).allMatch(other -> other.awaitItem().getItem().granted());
    assertThat(database.asked).hasSize(2);
  }

  @Test
  void whoWaitsWhileTheRestIsGrantedIsRefused() {
    database.holdAnswers();
    List<UniAssertSubscriber<Allowance>> all =
        IntStream.range(0, 8).mapToObj(i -> taken(SMALL)).toList();
    database.answer();
    database.answer();
    assertThat(all.stream().map(one -> one.awaitItem().getItem().granted()))
        .containsExactly(true, true, true, true, true, false, false, false);
  }

  @Test
  void leadsInBulkWaitUntilTheyMayCome() {
    UniAssertSubscriber<Allowance> bulk = await(12, SMALL);
    database.advance(Duration.ofMillis(6999));
    bulk.assertNotTerminated();
    database.advance(Duration.ofMillis(1));
    bulk.assertCompleted();
  }

  @Test
  void waitsAreInWholeMillisecondsSinceTimersTakeNoLess() {
    await(20_001, LARGE);
    database.advance(Duration.ofSeconds(2));
    assertThat(database.timers).isNotEmpty().allMatch(time -> time.toNanos() % 1_000_000 == 0);
    assertThat(database.timers).noneMatch(Duration::isZero);
  }

  @Test
  void leadsInBulkComeInTheirOrder() {
    UniAssertSubscriber<Allowance> first = await(6, SMALL);
    UniAssertSubscriber<Allowance> second = await(1, SMALL);
    database.advance(Duration.ofSeconds(1));
    first.assertCompleted();
    second.assertNotTerminated();
    database.advance(Duration.ofSeconds(1));
    second.assertCompleted();
  }

  @Test
  void aLeadAloneGoesBeforeThoseInBulk() {
    database.holdAnswers();
    UniAssertSubscriber<Allowance> bulk = await(3, SMALL);
    UniAssertSubscriber<Allowance> alone = taken(SMALL);
    database.answer();
    assertThat(alone.awaitItem().getItem().granted()).isTrue();
    bulk.assertNotTerminated();
    database.answer();
    bulk.assertCompleted();
  }

  @Test
  void leadsInBulkThatAreNotWaitedForTakeNothing() {
    taken(5, SMALL);
    await(100, SMALL).cancel();
    database.advance(Duration.ofSeconds(3));
    assertThat(taken(4, SMALL)).containsExactly(true, true, true, false);
  }

  @Test
  void aDatabaseThatIsAwayFailsAllWhoWaitAndIsAskedAgainByTheNext() {
    List<Integer> asked = new ArrayList<>();
    ProviderAllowance cutOff =
        new ProviderAllowance(
            (limit, permits) -> {
              asked.add(permits);
              return Uni.createFrom().failure(new IOException("away"));
            },
            time -> Uni.createFrom().voidItem(),
            database::nanoTime);
    cutOff.take(SMALL).subscribe().withSubscriber(subscriber()).assertFailedWith(IOException.class);
    cutOff
        .await(SMALL, 3)
        .subscribe()
        .withSubscriber(subscriber())
        .assertFailedWith(IOException.class);
    assertThat(asked).hasSize(2);
  }

  /** Whatever the replicas do and when: what leaves the gateway keeps to the limit. */
  @Property(tries = 300)
  void neverMoreThanTheBurstAndWhatComesBackIsGranted(
      @ForAll @IntRange(min = 1, max = 60_000) int perMinute,
      @ForAll @IntRange(min = 1, max = 2000) int burst,
      @ForAll @Size(max = 60) List<@IntRange(max = 2999) Integer> steps) {
    IntakeLimit limit = new IntakeLimit(perMinute, burst);
    HandAllowance store = new HandAllowance();
    List<ProviderAllowance> replicas = Stream.generate(store::replica).limit(3).toList();
    List<Long> grantedAt = new ArrayList<>();
    for (int step : steps) {
      store.advance(Duration.ofMillis(step / 3));
      for (int i = 0; i < step % 97; i++) {
        if (replicas.get(step % 3).take(limit).await().indefinitely().granted()) {
          grantedAt.add(store.nanoTime());
        }
      }
    }
    assertNeverOver(limit, grantedAt);
  }

  /** Leaky bucket: full from the start, it leaks at the limit's rate and never overflows. */
  private static void assertNeverOver(IntakeLimit limit, List<Long> grantedAt) {
    double perNano = limit.leadsPerMinute() / 60e9;
    double late = 2e9 * perNano;
    double level = 0;
    long last = 0;
    for (long at : grantedAt) {
      level = Math.max(0, level - (at - last) * perNano) + 1;
      last = at;
      assertThat(level).isLessThanOrEqualTo(limit.burst() + late + 1e-6);
    }
  }

  private List<Boolean> taken(int times, IntakeLimit limit) {
    return IntStream.range(0, times)
        .mapToObj(i -> taken(limit).awaitItem().getItem().granted())
        .collect(toList());
  }

  private UniAssertSubscriber<Allowance> taken(IntakeLimit limit) {
    return replica.take(limit).subscribe().withSubscriber(subscriber());
  }

  private UniAssertSubscriber<Allowance> await(int leads, IntakeLimit limit) {
    return replica.await(limit, leads).subscribe().withSubscriber(subscriber());
  }

  private static <T> UniAssertSubscriber<T> subscriber() {
    return UniAssertSubscriber.create();
  }
}
