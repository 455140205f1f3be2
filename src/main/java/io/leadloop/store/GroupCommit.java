package io.leadloop.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Lets whoever waits for a commit share one: while a statement is in flight, what is handed in
 * gathers, and goes into the next one together. Under load the batches grow by themselves; without
 * load everything goes at once and alone. A further statement beside the first is worth its fixed
 * cost only when it is full.
 *
 * <p>What waits is bounded: beyond that, handing in fails at once with {@link FullException}. A
 * batch that fails for what is in it is tried row by row, so a bad row fails alone.
 *
 * @param <T> a row
 * @param <R> what the database says of it
 */
public final class GroupCommit<T, R> {
  /** A statement's rows are several times in memory: as they are, as parameters, on the wire. */
  private static final long BYTES_PER_STATEMENT = 4 << 20;

  private final Function<List<T>, Uni<List<R>>> statement;
  private final ToLongFunction<T> bytesOf;
  private final int inFlightAtMost;
  private final int batchAtMost;
  private final int waitingAtMost;
  private final Queue<Waiting<T, R>> waiting = new ArrayDeque<>();
  private int inFlight;

  /**
   * @param statement writes a batch and answers for each row, in the order of the rows
   * @param inFlightAtMost statements under way at once
   * @param batchAtMost rows in one statement
   * @param waitingAtMost rows that wait for a statement
   */
  public GroupCommit(
      Function<List<T>, Uni<List<R>>> statement,
      int inFlightAtMost,
      int batchAtMost,
      int waitingAtMost) {
    this(statement, row -> 0, inFlightAtMost, batchAtMost, waitingAtMost);
  }

  /**
   * The same for rows of which a few may be long: a statement has fewer of those.
   *
   * @param bytesOf about how long a row is
   */
  public GroupCommit(
      Function<List<T>, Uni<List<R>>> statement,
      ToLongFunction<T> bytesOf,
      int inFlightAtMost,
      int batchAtMost,
      int waitingAtMost) {
    this.statement = statement;
    this.bytesOf = bytesOf;
    this.inFlightAtMost = inFlightAtMost;
    this.batchAtMost = batchAtMost;
    this.waitingAtMost = waitingAtMost;
  }

  /**
   * What became of each row, in their order, once all of them are committed or have failed. All
   * rows are handed in or none; rows in bulk fill half of the queue at most, so that they leave
   * room for those that come alone.
   */
  public Uni<List<Written<R>>> commit(List<T> rows) {
    return CallerContext.keep(Uni.createFrom().emitter(emitter -> handIn(rows, emitter)));
  }

  /** What the database says of one row, once it is committed; fails where it cannot be written. */
  public Uni<R> commit(T row) {
    return commit(List.of(row)).chain(written -> written.get(0).result());
  }

  /** How many rows wait for a statement now. */
  public synchronized int waiting() {
    return waiting.size();
  }

  private void handIn(List<T> rows, UniEmitter<? super List<Written<R>>> emitter) {
    if (enqueue(rows, new Group<>(rows.size(), emitter))) {
      send();
    } else {
      emitter.fail(new FullException(waitingAtMost));
    }
  }

  private synchronized boolean enqueue(List<T> rows, Group<R> group) {
    int room = rows.size() > 1 ? waitingAtMost / 2 : waitingAtMost;
    if (waiting.size() + rows.size() > room) {
      return false;
    }
    for (int i = 0; i < rows.size(); i++) {
      waiting.add(new Waiting<>(rows.get(i), group, i));
    }
    return true;
  }

  private void send() {
    List<Waiting<T, R>> batch = nextBatch();
    if (!batch.isEmpty()) {
      write(batch)
          .subscribe()
          .with(
              done -> {
                freeASlot();
                send();
              });
    }
  }

  private synchronized List<Waiting<T, R>> nextBatch() {
    boolean worthOne = inFlight == 0 ? !waiting.isEmpty() : waiting.size() >= batchAtMost;
    if (inFlight == inFlightAtMost || !worthOne) {
      return List.of();
    }
    inFlight++;
    List<Waiting<T, R>> batch = new ArrayList<>(Math.min(waiting.size(), batchAtMost));
    long bytes = 0;
    while (batch.size() < batchAtMost && bytes < BYTES_PER_STATEMENT && !waiting.isEmpty()) {
      batch.add(waiting.remove());
      bytes += bytesOf.applyAsLong(batch.get(batch.size() - 1).row());
    }
    return batch;
  }

  private synchronized void freeASlot() {
    inFlight--;
  }

  /** Completes when every row of the batch has its answer, good or bad; never fails. */
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
   * What became of one row.
   *
   * @param answer what the database says of it; null where it failed
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

  /** Rows that were handed in together; they may go in several statements. */
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

  /** More waits than may: whoever handed in comes back later. */
  public static final class FullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FullException(int waitingAtMost) {
      super(waitingAtMost + " rows wait already", null, false, false);
    }
  }
}
