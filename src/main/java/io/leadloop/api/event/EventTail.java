package io.leadloop.api.event;

import io.leadloop.feedback.event.EventFeed.Entry;
import io.leadloop.store.CommitCursor;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The newest events of one provider, for all of its streams that have read everything before them.
 * A stream waits here for the next ones and holds nothing otherwise: one that was writing while
 * they came finds that it is behind, and reads what it missed by itself.
 */
final class EventTail {
  private final List<Waiting> waiting = new ArrayList<>();
  private CommitCursor read = CommitCursor.START;
  private int streams;

  /** One more stream, if there may be one. */
  synchronized boolean open(int limit) {
    if (streams >= limit) {
      return false;
    }
    streams++;
    return true;
  }

  /** Whether that was the last stream. */
  synchronized boolean close() {
    streams--;
    return streams == 0;
  }

  /** What was read last. */
  synchronized CommitCursor read() {
    return read;
  }

  /**
   * The next events after the cursor, as soon as there are any; none where others are further, and
   * the caller has to read by itself.
   *
   * @param from a place up to which there is nothing more to read
   */
  Uni<List<Entry>> after(CommitCursor from) {
    return Uni.createFrom().emitter(emitter -> await(new Waiting(from, emitter)));
  }

  private void await(Waiting stream) {
    synchronized (this) {
      if (!read.isAfter(stream.from())) {
        waiting.add(stream);
        stream.emitter().onTermination(() -> forget(stream));
        return;
      }
    }
    stream.emitter().complete(List.of());
  }

  private synchronized void forget(Waiting stream) {
    waiting.remove(stream);
  }

  /** Where to read on for the streams that wait; empty where none does. */
  synchronized Optional<CommitCursor> due() {
    return waiting.stream().map(Waiting::from).min(Comparator.naturalOrder());
  }

  /**
   * Hands what was read to the streams that wait for it. One that came meanwhile, from an earlier
   * place than was read from, gets nothing: it has to read what lies between by itself.
   *
   * @param from the place after which was read
   */
  void deliver(CommitCursor from, List<Entry> entries) {
    List<Waiting> served;
    synchronized (this) {
      read = entries.get(entries.size() - 1).cursor();
      served = waiting.stream().filter(stream -> read.isAfter(stream.from())).toList();
      waiting.removeAll(served);
    }
    served.forEach(
        stream ->
            stream
                .emitter()
                .complete(from.isAfter(stream.from()) ? List.of() : stream.of(entries)));
  }

  /**
   * A stream that waits.
   *
   * @param from what it read last, no less than {@link #read()}
   */
  private record Waiting(CommitCursor from, UniEmitter<? super List<Entry>> emitter) {
    List<Entry> of(List<Entry> entries) {
      return entries.get(0).cursor().isAfter(from)
          ? entries
          : entries.stream().filter(entry -> entry.cursor().isAfter(from)).toList();
    }
  }
}
