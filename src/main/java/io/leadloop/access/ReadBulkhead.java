package io.leadloop.access;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.store.CallerContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets each provider, and all administrators together, have a few reads in progress on one replica.
 * Some more wait in the order of their arrival; beyond those a read is refused at once. So the
 * reads of one, however many and however slow, leave the database to the others.
 */
@ApplicationScoped
class ReadBulkhead {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

  private final int most;
  private final int mostWaiting;
  private final Map<String, Reader> readers = new HashMap<>();

  ReadBulkhead(ReadConfig config) {
    this.most = config.concurrencyPerCaller();
    this.mostWaiting = config.waitingPerCaller();
  }

  /**
   * The read's answer, on the caller's own context. Fails with {@code rate-limited} where too many
   * wait.
   *
   * @param reader on whose account it is
   * @param read begins when its turn has come
   */
  <T> Uni<T> read(String reader, Supplier<Uni<? extends T>> read) {
    return turn(reader)
        .chain(() -> Uni.createFrom().deferred(read).onTermination().invoke(() -> end(reader)));
  }

  private Uni<Void> turn(String reader) {
    return Uni.createFrom()
        .deferred(
            () ->
                begin(reader)
                    ? Uni.createFrom().voidItem()
                    : CallerContext.keep(
                        Uni.createFrom().<Void>emitter(emitter -> await(reader, emitter))));
  }

  private synchronized boolean begin(String name) {
    Reader reader = readers.computeIfAbsent(name, first -> new Reader());
    if (reader.reading == most) {
      return false;
    }
    reader.reading++;
    return true;
  }

  private void await(String name, UniEmitter<? super Void> turn) {
    switch (enqueue(name, turn)) {
      case NOW -> turn.complete(null);
      case LATER -> {}
      case NEVER -> turn.fail(refused());
    }
  }

  /** A read may have ended since there was no room. */
  private synchronized Turn enqueue(String name, UniEmitter<? super Void> turn) {
    if (begin(name)) {
      return Turn.NOW;
    }
    Queue<UniEmitter<? super Void>> waiting = readers.get(name).waiting;
    if (waiting.size() == mostWaiting) {
      return Turn.NEVER;
    }
    waiting.add(turn);
    return Turn.LATER;
  }

  /** Outside the lock, since the next read begins in it. */
  private void end(String name) {
    UniEmitter<? super Void> next = free(name);
    if (next != null) {
      next.complete(null);
    }
  }

  /** The place goes to the first that waits; null where none does. */
  private synchronized UniEmitter<? super Void> free(String name) {
    Reader reader = readers.get(name);
    UniEmitter<? super Void> next = reader.waiting.poll();
    if (next == null && --reader.reading == 0) {
      readers.remove(name);
    }
    return next;
  }

  private ProblemException refused() {
    return ProblemException.passing(
        ErrorCode.RATE_LIMITED,
        "Too many reads at once: %d may be in progress and %d may wait."
            .formatted(most, mostWaiting),
        COME_BACK_AFTER);
  }

  private enum Turn {
    NOW,
    LATER,
    NEVER
  }

  private static final class Reader {
    private final Queue<UniEmitter<? super Void>> waiting = new ArrayDeque<>();
    private int reading;
  }
}
