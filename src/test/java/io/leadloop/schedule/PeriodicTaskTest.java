package io.leadloop.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration AT_ONCE = Duration.ZERO;

  private final AtomicInteger begun = new AtomicInteger();
  private final BlockingQueue<UniEmitter<? super Duration>> open = new LinkedBlockingQueue<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private PeriodicTask task;

  @AfterEach
  void close() {
    task.close();
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
    task.soon();
    task.soon();
    assertThat(begun).hasValue(1);
    first.complete(NEVER);
    end(NEVER);
    assertThat(begun).hasValue(2);
  }

  /** Each call once started the shortest wait, and none ended while calls kept coming. */
  @Test
  void callsInQuickSuccessionDoNotPutARoundOff() {
    start(AT_ONCE, NEVER);
    end(NEVER);
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofNanos(1))
        .until(
            () -> {
              task.soon();
              return begun.get() == 2;
            });
  }

  @Test
  void aRoundThatFailsIsTriedAgain() throws InterruptedException {
    start(AT_ONCE, Duration.ofMillis(1));
    open.take().fail(new IllegalStateException("the database is away"));
    end(NEVER);
    assertThat(begun).hasValue(2);
    assertThat(failures).containsExactly("test");
  }

  @Test
  void afterTheEndNoRoundBegins() throws InterruptedException {
    start(AT_ONCE, NEVER);
    UniEmitter<? super Duration> last = open.take();
    task.close();
    last.complete(AT_ONCE);
    task.soon();
    assertThat(begun).hasValue(1);
  }

  @Test
  void beforeTheStartNoRoundBegins() {
    task =
        new PeriodicTask(
            "test", () -> Uni.createFrom().item(begun::incrementAndGet).replaceWith(NEVER), NEVER);
    task.soon();
    assertThat(begun).hasValue(0);
    task.start(failures::add);
    await().untilAtomic(begun, equalTo(1));
  }

  private void start(Duration apart, Duration afterFailure) {
    task =
        new PeriodicTask(
            "test",
            () -> {
              begun.incrementAndGet();
              return Uni.createFrom().<Duration>emitter(emitter -> open.add(emitter));
            },
            apart,
            afterFailure);
    task.start(failures::add);
  }

  private void end(Duration untilNext) {
    try {
      open.take().complete(untilNext);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
