package io.leadloop.intake;

import io.leadloop.store.CallerContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Keeps answers for a client that does not read yet. Many clients send a whole body before they
 * read a byte of the answer; if the gateway then read no further, both would wait for ever. So what
 * is not read waits in memory, and beyond a little in a file; only when that is full is the client
 * not read from either.
 *
 * <p>All of it happens on the request's event loop, but for the file.
 */
final class AnswerSpool {
  private final int memoryBytesAtMost;
  private final SpoolFile file;
  private final Queue<byte[]> memory = new ArrayDeque<>();
  private int memoryBytes;
  private Cancellable writing = () -> {};
  private UniEmitter<? super Void> writer;
  private UniEmitter<? super Optional<byte[]>> reader;
  private boolean ended;
  private Throwable failure;

  /**
   * @param memoryBytesAtMost beyond that, answers go to the file
   * @param fileBytesAtMost beyond that, answers wait for the client to read
   */
  AnswerSpool(int memoryBytesAtMost, long fileBytesAtMost) {
    this.memoryBytesAtMost = memoryBytesAtMost;
    this.file = new SpoolFile(fileBytesAtMost);
  }

  /** The same answers in the same order, taken as they come and given as they are asked for. */
  Multi<byte[]> pass(Multi<byte[]> answers) {
    return Multi.createFrom().deferred(() -> start(answers)).onTermination().invoke(this::stop);
  }

  private Multi<byte[]> start(Multi<byte[]> answers) {
    writing =
        answers
            .onItem()
            .transformToUniAndConcatenate(this::write)
            .subscribe()
            .with(written -> {}, this::fail, this::end);
    return Multi.createBy().repeating().uni(this::read).until(Optional::isEmpty).map(Optional::get);
  }

  private void stop() {
    writing.cancel();
    Infrastructure.getDefaultWorkerPool().execute(file::close);
  }

  private Uni<Void> write(byte[] answer) {
    if (file.isEmpty() && memoryBytes + answer.length <= memoryBytesAtMost) {
      memory.add(answer);
      memoryBytes += answer.length;
      serve();
      return Uni.createFrom().voidItem();
    }
    Uni<Void> room = file.hasRoomFor(answer) ? Uni.createFrom().voidItem() : awaitEmptyFile();
    return room.chain(() -> aside(file.write(answer))).invoke(this::serve);
  }

  private Uni<Void> awaitEmptyFile() {
    return Uni.createFrom().emitter(emitter -> writer = emitter);
  }

  /** The next answer, or nothing after the last. */
  private Uni<Optional<byte[]>> read() {
    if (!memory.isEmpty()) {
      byte[] answer = memory.remove();
      memoryBytes -= answer.length;
      return Uni.createFrom().item(Optional.of(answer));
    }
    if (file.hasAnswers()) {
      return aside(file.read()).invoke(this::wakeWriter).map(Optional::of);
    }
    if (failure != null) {
      return Uni.createFrom().failure(failure);
    }
    return ended
        ? Uni.createFrom().item(Optional.empty())
        : Uni.createFrom().emitter(emitter -> reader = emitter);
  }

  private void wakeWriter() {
    if (writer != null && file.isEmpty()) {
      UniEmitter<? super Void> woken = writer;
      writer = null;
      woken.complete(null);
    }
  }

  /** Whoever waits for an answer is told that there may be one. */
  private void serve() {
    if (reader != null) {
      UniEmitter<? super Optional<byte[]>> waiting = reader;
      reader = null;
      read().subscribe().with(waiting::complete, waiting::fail);
    }
  }

  private void fail(Throwable e) {
    failure = e;
    serve();
  }

  private void end() {
    ended = true;
    serve();
  }

  private static <T> Uni<T> aside(Uni<T> blocking) {
    return CallerContext.keep(blocking.runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
  }
}
