package io.leadloop.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration AT_ONCE = Duration.ZERO;

  private final AtomicInteger begun = new AtomicInteger();
  private final BlockingQueue<UniEmitter<? super Duration>> open = new LinkedBlockingQueue<>();
  private Rounds rounds;

  @AfterEach
  void close() {
    rounds.close();
  }

  @Test
  void aRoundIsFollowedByTheNextWhenItSaysSo() {
    start(AT_ONCE, NEVER);
    end(Duration.ofMillis(1));
    end(NEVER);
    assertThat(begun).hasValue(2);
  }

  @Test
  void whoCallsDuringARoundHasAnotherAfterIt() throws InterruptedException {
    start(AT_ONCE, NEVER);
    UniEmitter<? super Duration> first = open.take();
    rounds.soon();
    rounds.soon();
    assertThat(begun).hasValue(1);
    first.complete(NEVER);
    end(NEVER);
    assertThat(begun).hasValue(2);
  }

  /** Each call once started the shortest wait anew, and none ended while calls kept coming. */
  @Test
  void callsInQuickSuccessionDoNotPutARoundOff() {
    start(AT_ONCE, NEVER);
    end(NEVER);
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofNanos(1))
        .until(
            () -> {
              rounds.soon();
              return begun.get() == 2;
            });
  }

  @Test
  void aRoundThatFailsIsTriedAgain() throws InterruptedException {
    start(AT_ONCE, Duration.ofMillis(1));
    open.take().fail(new IllegalStateException("the database is away"));
    end(NEVER);
    assertThat(begun).hasValue(2);
  }

  @Test
  void afterTheEndNoRoundBegins() throws InterruptedException {
    start(AT_ONCE, NEVER);
    UniEmitter<? super Duration> last = open.take();
    rounds.close();
    last.complete(AT_ONCE);
    rounds.soon();
    assertThat(begun).hasValue(1);
  }

  private void start(Duration apart, Duration afterFailure) {
    rounds =
        Rounds.start(
            "test",
            () -> {
              begun.incrementAndGet();
              return Uni.createFrom().<Duration>emitter(emitter -> open.add(emitter));
            },
            apart,
            afterFailure);
  }

  private void end(Duration untilNext) {
    try {
      open.take().complete(untilNext);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
