package io.leadloop.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Group commit: rows that arrive while a statement is in flight are queued and share the next one.
 * Batches grow with the load; without load a row is written at once and alone. A concurrent second
 * statement is worth its fixed cost only when it is full. Where rows may wait a little, statements
 * keep a distance ({@link Spacing}): under light load each would carry one row otherwise.
 *
 * <p>The queue is bounded: when it is full, a commit fails at once with {@link FullException}. A
 * batch that fails because of its data is retried row by row, so that a bad row fails alone.
 *
 * @param <T> a row
 * @param <R> the database's result for a row
 */
public final class GroupCommit<T, R> {
  /** Rows are in memory several times: as objects, as parameters and on the wire. */
  private static final long BYTES_PER_STATEMENT = 4 << 20;

  private static final int UNKNOWN = Integer.MAX_VALUE;

  private final Function<List<T>, Uni<List<R>>> statement;
  private final ToLongFunction<T> bytesOf;
  private final Limits limits;
  private final Timer timer;
  private final Queue<Waiting<T, R>> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private int inFlight;
  private long lastStart;

  /**
   * The rows of the last statement, if none has come while it was in flight: if each sender waits
   * for its answer, as many come now, and no more. Otherwise more than ever wait.
   */
  private int companions = UNKNOWN;

  /** When the next timer fires, if one is set. */
  private OptionalLong timed = OptionalLong.empty();

  /**
   * @param statement writes a batch and returns one result per row, in order
   */
  public GroupCommit(Function<List<T>, Uni<List<R>>> statement, Limits limits) {
    this(statement, row -> 0, limits);
  }

  /**
   * For rows of varying size: long rows make smaller batches.
   *
   * @param bytesOf approximate size of a row
   */
  public GroupCommit(
      Function<List<T>, Uni<List<R>>> statement, ToLongFunction<T> bytesOf, Limits limits) {
    this(statement, bytesOf, limits, Timer.ofTheSystem());
  }

  GroupCommit(
      Function<List<T>, Uni<List<R>>> statement,
      ToLongFunction<T> bytesOf,
      Limits limits,
      Timer timer) {
    this.statement = statement;
    this.bytesOf = bytesOf;
    this.limits = limits;
    this.timer = timer;
    this.lastStart = timer.nanos() - limits.spacing.patience.toNanos();
  }

  /**
   * The result of each row, in order, once all are committed or failed. Either all rows are queued
   * or none; bulk rows fill at most half of the queue, to leave room for single rows, unless they
   * are more and nothing else waits.
   */
  public Uni<List<Written<R>>> commit(List<T> rows) {
    return CallerContext.keep(Uni.createFrom().emitter(emitter -> enqueue(rows, emitter)));
  }

  /** The result of one row once it is committed; fails if it cannot be written. */
  public Uni<R> commit(T row) {
    return commit(List.of(row)).chain(written -> written.get(0).result());
  }

  /** The number of queued rows. */
  public synchronized int waiting() {
    return waiting.size();
  }

  private void enqueue(List<T> rows, UniEmitter<? super List<Written<R>>> emitter) {
    if (enqueue(rows, rows.stream().mapToLong(bytesOf).sum(), new Group<>(rows.size(), emitter))) {
      send();
    } else {
      emitter.fail(new FullException(limits.waiting));
    }
  }

  private synchronized boolean enqueue(List<T> rows, long bytes, Group<R> group) {
    int parts = rows.size() > 1 ? 2 : 1;
    // More than ever fit are taken once nothing waits: their caller would try again for ever.
    boolean fits =
        waiting.size() + rows.size() <= limits.waiting / parts
            && waitingBytes + bytes <= limits.waitingBytes / parts;
    if (!fits && !waiting.isEmpty()) {
      return false;
    }
    waitingBytes += bytes;
    for (int i = 0; i < rows.size(); i++) {
      waiting.add(new Waiting<>(rows.get(i), group, i));
    }
    companions = inFlight == 0 ? companions : UNKNOWN;
    return true;
  }

  private void send() {
    List<Waiting<T, R>> batch = nextBatch();
    if (!batch.isEmpty()) {
      write(batch)
          .subscribe()
          .with(
              done -> {
                releaseSlot();
                send();
              });
    }
  }

  private synchronized List<Waiting<T, R>> nextBatch() {
    boolean isFull = waiting.size() >= limits.batch;
    boolean isDue = inFlight == 0 ? !waiting.isEmpty() : isFull;
    if (inFlight == limits.inFlight || !isDue || (!isFull && isTooSoon())) {
      return List.of();
    }
    inFlight++;
    lastStart = timer.nanos();
    List<Waiting<T, R>> batch = new ArrayList<>(Math.min(waiting.size(), limits.batch));
    long bytes = 0;
    while (batch.size() < limits.batch && bytes < BYTES_PER_STATEMENT && !waiting.isEmpty()) {
      batch.add(waiting.remove());
      bytes += bytesOf.applyAsLong(batch.get(batch.size() - 1).row());
    }
    waitingBytes -= bytes;
    companions = waiting.isEmpty() ? batch.size() : UNKNOWN;
    return batch;
  }

  /** Whether the last statement started too recently; if so, the next one is scheduled. */
  private boolean isTooSoon() {
    if (limits.spacing.answersFirst && waiting.size() >= companions) {
      return false;
    }
    long now = timer.nanos();
    long due = lastStart + limits.spacing.of(waiting.size()).toNanos();
    if (due > now && (timed.isEmpty() || timed.getAsLong() > due)) {
      timed = OptionalLong.of(due);
      // Rounded up, as the timer of Quarkus refuses less than a millisecond.
      timer.after(
          Duration.ofNanos(due - now).truncatedTo(ChronoUnit.MILLIS).plusMillis(1),
          this::sendAsScheduled);
    }
    return due > now;
  }

  private void sendAsScheduled() {
    synchronized (this) {
      timed = OptionalLong.empty();
    }
    send();
  }

  private synchronized void releaseSlot() {
    inFlight--;
  }

  /** Completes when every row of the batch has its result; never fails. */
  private Uni<Void> write(List<Waiting<T, R>> batch) {
    return Uni.createFrom()
        .deferred(() -> statement.apply(batch.stream().map(Waiting::row).toList()))
        .invoke(answers -> answer(batch, answers))
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(e -> afterFailure(batch, e));
  }

  private Uni<Void> afterFailure(List<Waiting<T, R>> batch, Throwable e) {
    if (batch.size() == 1 || StoreFailure.passes(e)) {
      batch.forEach(row -> row.settle(new Written<>(null, e)));
      return Uni.createFrom().voidItem();
    }
    List<Uni<Void>> oneByOne = batch.stream().map(row -> write(List.of(row))).toList();
    return Uni.join().all(oneByOne).usingConcurrencyOf(1).andCollectFailures().replaceWithVoid();
  }

  private static <T, R> void answer(List<Waiting<T, R>> batch, List<R> answers) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).settle(new Written<>(answers.get(i), null));
    }
  }

  /**
   * How much is written together.
   *
   * @param inFlight concurrent statements
   * @param batch rows in one statement
   * @param waiting queued rows
   * @param waitingBytes their size, where rows have one
   */
  public record Limits(int inFlight, int batch, int waiting, long waitingBytes, Spacing spacing) {
    public Limits(int inFlight, int batch, int waiting, Spacing spacing) {
      this(inFlight, batch, waiting, Long.MAX_VALUE, spacing);
    }

    public Limits(int inFlight, int batch, int waiting) {
      this(inFlight, batch, waiting, new Spacing(Duration.ZERO, 1, Duration.ZERO, false));
    }
  }

  /**
   * The least time between the starts of two statements that are not full: rows that arrive in
   * between share the second.
   *
   * @param apart where enough rows wait
   * @param worth how many rows are enough
   * @param patience where fewer wait, at least {@code apart}
   * @param answersFirst whether as many rows as were written last do not wait if none came
   *     meanwhile: their senders may wait for each answer, so that no more would come
   */
  public record Spacing(Duration apart, int worth, Duration patience, boolean answersFirst) {
    Duration of(int waiting) {
      return waiting < worth ? patience : apart;
    }
  }

  /** The clock, and what runs later. */
  interface Timer {
    long nanos();

    void after(Duration delay, Runnable task);

    static Timer ofTheSystem() {
      ScheduledExecutorService pool = Infrastructure.getDefaultWorkerPool();
      return new Timer() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void after(Duration delay, Runnable task) {
          pool.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
      };
    }
  }

  /**
   * The outcome of one row.
   *
   * @param answer the database's result; null if it failed
   * @param failure why it could not be written, or null
   */
  public record Written<R>(R answer, Throwable failure) {
    private Uni<R> result() {
      return failure == null ? Uni.createFrom().item(answer) : Uni.createFrom().failure(failure);
    }
  }

  private record Waiting<T, R>(T row, Group<R> group, int index) {
    void settle(Written<R> written) {
      group.settle(index, written);
    }
  }

  /** Rows committed by one call; they may be split over several statements. */
  private static final class Group<R> {
    private final Written<R>[] written;
    private final AtomicInteger open;
    private final UniEmitter<? super List<Written<R>>> emitter;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Group(int rows, UniEmitter<? super List<Written<R>>> emitter) {
      this.written = new Written[rows];
      this.open = new AtomicInteger(rows);
      this.emitter = emitter;
    }

    void settle(int index, Written<R> row) {
      written[index] = row;
      if (open.decrementAndGet() == 0) {
        emitter.complete(Arrays.asList(written));
      }
    }
  }

  /** The queue is full; the caller should retry later. */
  public static final class FullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FullException(int waiting) {
      super(waiting + " rows are queued already", null, false, false);
    }
  }
}
