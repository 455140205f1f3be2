package io.leadloop.access.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A bulkhead of two concurrent and three queued reads per caller. */
class ReadBulkheadTest {
  private final ReadBulkhead bulkhead = new ReadBulkhead(new Limits());
  private final List<CompletableFuture<String>> begun = new ArrayList<>();

  @Test
  void furtherReadsAreQueuedInOrder() {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(read("a"));
    }
    assertThat(begun).hasSize(2);
    begun.get(1).complete("second");
    assertThat(answers.get(1)).isCompletedWithValue("second");
    assertThat(begun).hasSize(3);
    begun.get(2).complete("third");
    assertThat(answers.get(2)).isCompletedWithValue("third");
    assertThat(answers.get(0)).isNotDone();
    assertThat(begun).hasSize(4);
  }

  @Test
  void stuckCallerDoesNotBlockOthers() {
    for (int i = 0; i < 5; i++) {
      read("a");
    }
    read("b");
    assertThat(begun).hasSize(3);
    assertThatThrownBy(() -> read("a").join())
        .hasCauseInstanceOf(ProblemException.class)
        .satisfies(
            e -> {
              ProblemException refused = (ProblemException) e.getCause();
              assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
              assertThat(refused.retryAfter()).isPresent();
            });
  }

  @Test
  void failedReadReleasesItsSlot() {
    read("a");
    read("a");
    read("a");
    begun.get(0).completeExceptionally(new IllegalStateException("away"));
    assertThat(begun).hasSize(3);
    begun.forEach(read -> read.complete("done"));
    read("a");
    read("a");
    assertThat(begun).hasSize(5);
  }

  /** Regression: a client that disconnected while queued leaked its slot. */
  @Test
  void readCancelledWhileQueuedTakesNoSlot() {
    read("a");
    read("a");
    Cancellable waiting = bulkhead.read("a", this::begin).subscribe().with(answer -> {});
    read("a");
    waiting.cancel();
    waiting.cancel();
    assertThat(begun).hasSize(2);
    begun.get(0).complete("done");
    assertThat(begun).hasSize(3);
    begun.get(1).complete("done");
    begun.get(2).complete("done");
    assertAllSlotsAreFree();
  }

  /** Regression: the slot leaked if the cancellation came before the caller's context ran. */
  @Test
  void readCancelledRightAfterItsGrantReturnsTheSlot() throws InterruptedException {
    Vertx vertx = Vertx.vertx();
    try {
      Context caller = vertx.getOrCreateContext();
      read("a");
      read("a");
      CountDownLatch over = new CountDownLatch(1);
      caller.runOnContext(
          now -> {
            Cancellable waiting = bulkhead.read("a", this::begin).subscribe().with(answer -> {});
            Thread grant = new Thread(() -> begun.get(0).complete("done"));
            grant.start();
            joined(grant);
            waiting.cancel(); // The grant's own task is queued behind this one.
            caller.runOnContext(later -> over.countDown());
          });
      assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(begun).hasSize(2);
      begun.get(1).complete("done");
      assertAllSlotsAreFree();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void readCancelledInProgressReturnsTheSlotOnce() {
    Cancellable reading = bulkhead.read("a", this::begin).subscribe().with(answer -> {});
    read("a");
    reading.cancel();
    reading.cancel();
    begun.get(0).complete("too late");
    begun.get(1).complete("done");
    assertAllSlotsAreFree();
  }

  /** With no read in progress, two start, three are queued and others are rejected. */
  private void assertAllSlotsAreFree() {
    begun.clear();
    for (int i = 0; i < 5; i++) {
      assertThat(read("a")).isNotDone();
    }
    assertThat(begun).hasSize(2);
    assertThat(read("a")).isCompletedExceptionally();
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<String> read(String caller) {
    return bulkhead.read(caller, this::begin).subscribeAsCompletionStage();
  }

  private Uni<String> begin() {
    CompletableFuture<String> read = new CompletableFuture<>();
    begun.add(read);
    return Uni.createFrom().completionStage(read);
  }

  private record Limits() implements ReadConfig {
    @Override
    public int concurrencyPerCaller() {
      return 2;
    }

    @Override
    public int waitingPerCaller() {
      return 3;
    }
  }
}
