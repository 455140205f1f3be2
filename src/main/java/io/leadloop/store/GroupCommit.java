package io.leadloop.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * Lets whoever waits for a commit share one: while as many statements as allowed are in flight,
 * what is handed in gathers, and goes into the next statement together. Under load the batches grow
 * by themselves; without load everything goes at once and alone.
 *
 * <p>What waits is bounded: beyond that, handing in fails at once with {@link FullException}. A
 * batch that fails for what is in it is tried row by row, so a bad row fails alone.
 *
 * @param <T> a row
 * @param <R> what the database says of it
 */
public final class GroupCommit<T, R> {
  private final Function<List<T>, Uni<List<R>>> statement;
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
    this.statement = statement;
    this.inFlightAtMost = inFlightAtMost;
    this.batchAtMost = batchAtMost;
    this.waitingAtMost = waitingAtMost;
  }

  /** What the database says of the row, once its statement is committed. */
  public Uni<R> commit(T row) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              if (enqueue(new Waiting<>(row, emitter))) {
                send();
              } else {
                emitter.fail(new FullException(waitingAtMost));
              }
            });
  }

  /** How many rows wait for a statement now. */
  public synchronized int waiting() {
    return waiting.size();
  }

  private synchronized boolean enqueue(Waiting<T, R> row) {
    return waiting.size() < waitingAtMost && waiting.add(row);
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
    if (inFlight == inFlightAtMost || waiting.isEmpty()) {
      return List.of();
    }
    inFlight++;
    List<Waiting<T, R>> batch = new ArrayList<>(Math.min(waiting.size(), batchAtMost));
    while (batch.size() < batchAtMost && !waiting.isEmpty()) {
      batch.add(waiting.remove());
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
      batch.forEach(row -> row.emitter().fail(e));
      return Uni.createFrom().voidItem();
    }
    List<Uni<Void>> oneByOne = batch.stream().map(row -> write(List.of(row))).toList();
    return Uni.join().all(oneByOne).usingConcurrencyOf(1).andCollectFailures().replaceWithVoid();
  }

  private static <T, R> void answer(List<Waiting<T, R>> batch, List<R> answers) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).emitter().complete(answers.get(i));
    }
  }

  private record Waiting<T, R>(T row, UniEmitter<? super R> emitter) {}

  /** More waits than may: whoever handed in comes back later. */
  public static final class FullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FullException(int waitingAtMost) {
      super(waitingAtMost + " rows wait already", null, false, false);
    }
  }
}
