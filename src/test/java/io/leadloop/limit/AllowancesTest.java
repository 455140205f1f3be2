package io.leadloop.limit;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.limit.HandAllowance.Replica;
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

class AllowancesTest {
  private static final IntakeLimit SMALL = new IntakeLimit(60, 5);
  private static final IntakeLimit LARGE = new IntakeLimit(600_000, 10_000);

  private final HandAllowance database = new HandAllowance();
  private final Replica replica = database.replica();

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
  void aProviderWithoutALimitAsksNobody() {
    IntakeLimit none = new IntakeLimit(6_000_000, 1_000_000);
    assertThat(taken(none).getItem()).isEqualTo(new Allowance(none, true, 1_000_000, 0, 0));
    await(2_000_000, none).assertCompleted();
    assertThat(database.asked).isEmpty();
    assertThat(new IntakeLimit(6_000_000, 999_999).isEnforced()).isTrue();
    assertThat(new IntakeLimit(5_999_999, 1_000_000).isEnforced()).isTrue();
  }

  @Test
  void anotherLimitEndsTheRefusal() {
    taken(6, SMALL);
    assertThat(taken(1, new IntakeLimit(60, 6))).containsExactly(true);
  }

  @Test
  void aRefusalHoldsNoLongerThanItHasTo() {
    taken(6, SMALL);
    database.advance(Duration.ofMillis(999));
    assertThat(taken(1, SMALL)).containsExactly(false);
    database.advance(Duration.ofMillis(1));
    assertThat(taken(1, SMALL)).containsExactly(true);
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
    await(10_101, LARGE);
    database.advance(Duration.ofSeconds(2));
    assertThat(database.timers).isNotEmpty().allMatch(time -> time.toNanos() % 1_000_000 == 0);
    assertThat(database.timers).noneMatch(Duration::isZero);
  }

  @Test
  void leadsInBulkTakeWhatComesBackInParts() {
    UniAssertSubscriber<Allowance> bulk = await(7, SMALL);
    assertThat(database.asked).containsExactly(5);
    database.advance(Duration.ofSeconds(1));
    bulk.assertNotTerminated();
    assertThat(database.asked).containsExactly(5, 2);
    database.advance(Duration.ofSeconds(1));
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
    database.fail(new IOException("away"));
    taken(SMALL).assertFailedWith(IOException.class);
    await(3, SMALL).assertFailedWith(IOException.class);
    assertThat(database.asked).hasSize(2);
  }

  /** Whatever the replicas do and when: what leaves the gateway keeps to the limit. */
  @Property(tries = 300)
  void neverMoreThanTheBurstAndWhatComesBackIsGranted(
      @ForAll @IntRange(min = 1, max = 60_000) int perMinute,
      @ForAll @IntRange(min = 1, max = 2000) int burst,
      @ForAll @Size(max = 60) List<@IntRange(max = 2999) Integer> steps) {
    IntakeLimit limit = new IntakeLimit(perMinute, burst);
    HandAllowance store = new HandAllowance();
    List<Replica> replicas = Stream.generate(store::replica).limit(3).toList();
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
    double level = 0;
    long last = 0;
    for (long at : grantedAt) {
      level = Math.max(0, level - (at - last) * perNano) + 1;
      last = at;
      assertThat(level).isLessThanOrEqualTo(limit.burst() + 1e-6);
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
