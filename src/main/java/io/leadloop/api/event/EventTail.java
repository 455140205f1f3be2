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
 * Distributes one provider's new events to the streams that have caught up. A waiting stream holds
 * no events; a stream that was busy while events arrived is behind, and reads them itself.
 */
final class EventTail {
  private final List<Waiting> waiting = new ArrayList<>();
  private CommitCursor read = CommitCursor.START;
  private int streams;

  /** Registers a stream unless the limit is reached. */
  synchronized boolean open(int limit) {
    if (streams >= limit) {
      return false;
    }
    streams++;
    return true;
  }

  /** Deregisters a stream; returns whether it was the last. */
  synchronized boolean close() {
    streams--;
    return streams == 0;
  }

  /** The cursor of the last read. */
  synchronized CommitCursor read() {
    return read;
  }

  /**
   * Returns the next events after the cursor as soon as there are any; none if the tail is further
   * ahead and the caller must read pages.
   *
   * @param from a cursor up to which the caller has read everything
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

  /** The cursor to read from for the waiting streams; empty if none waits. */
  synchronized Optional<CommitCursor> due() {
    return waiting.stream().map(Waiting::from).min(Comparator.naturalOrder());
  }

  /**
   * Delivers events to the waiting streams. A stream that began to wait during the read, from an
   * earlier cursor, gets none and must read the gap itself.
   *
   * @param from the cursor that was read from
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
   * A waiting stream.
   *
   * @param from the cursor of its last event, at least {@link #read()}
   */
  private record Waiting(CommitCursor from, UniEmitter<? super List<Entry>> emitter) {
    List<Entry> of(List<Entry> entries) {
      return entries.get(0).cursor().isAfter(from)
          ? entries
          : entries.stream().filter(entry -> entry.cursor().isAfter(from)).toList();
    }
  }
}
