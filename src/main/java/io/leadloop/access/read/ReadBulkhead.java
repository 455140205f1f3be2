package io.leadloop.access.read;

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
 * Limits the concurrent reads of each provider, and of all administrators together, per replica.
 * More reads are queued in order; when the queue is full, reads are rejected. So one caller's
 * reads, however many or slow, cannot starve others.
 */
@ApplicationScoped
public class ReadBulkhead {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final int most;
  private final int mostWaiting;
  private final Map<String, Reader> readers = new HashMap<>();

  ReadBulkhead(ReadConfig config) {
    this.most = config.concurrencyPerCaller();
    this.mostWaiting = config.waitingPerCaller();
  }

  /**
   * Emits the read's result on the caller's context. Fails with {@code rate-limited} if the queue
   * is full.
   *
   * @param reader the caller that is charged
   * @param read started when a slot is free
   */
  public <T> Uni<T> read(String reader, Supplier<Uni<? extends T>> read) {
    return Uni.createFrom().deferred(() -> read(new Ticket(reader), read));
  }

  /** Ends the ticket last, so that a cancellation ends it at any stage. */
  private <T> Uni<T> read(Ticket ticket, Supplier<Uni<? extends T>> read) {
    return turn(ticket)
        .chain(() -> Uni.createFrom().<T>deferred(read))
        .onTermination()
        .invoke(() -> end(ticket));
  }

  private Uni<Void> turn(Ticket ticket) {
    return begin(ticket)
        ? Uni.createFrom().voidItem()
        : CallerContext.keep(Uni.createFrom().<Void>emitter(emitter -> await(ticket, emitter)));
  }

  private synchronized boolean begin(Ticket ticket) {
    Reader reader = readers.computeIfAbsent(ticket.reader, first -> new Reader());
    if (reader.reading == most) {
      return false;
    }
    reader.reading++;
    ticket.state = State.READING;
    return true;
  }

  private void await(Ticket ticket, UniEmitter<? super Void> turn) {
    switch (enqueue(ticket, turn)) {
      case READING -> turn.complete(null);
      case WAITING, ENDED -> {}
      case NEW -> turn.fail(refused());
    }
  }

  /** Rechecks under the lock: a slot may be free by now, or the read cancelled. */
  private synchronized State enqueue(Ticket ticket, UniEmitter<? super Void> turn) {
    if (ticket.state == State.ENDED || begin(ticket)) {
      return ticket.state;
    }
    Queue<Ticket> waiting = readers.get(ticket.reader).waiting;
    if (waiting.size() < mostWaiting) {
      ticket.turn = turn;
      ticket.state = State.WAITING;
      waiting.add(ticket);
    }
    return ticket.state;
  }

  /** Runs outside the lock, since it starts the next read. Idempotent. */
  private void end(Ticket ticket) {
    Ticket next = free(ticket);
    if (next != null) {
      next.turn.complete(null);
    }
  }

  /**
   * Passes the read's slot to the first queued read; null if there is no slot or none is queued.
   */
  private synchronized Ticket free(Ticket ticket) {
    State before = ticket.state;
    ticket.state = State.ENDED;
    Reader reader = readers.get(ticket.reader);
    if (before == State.WAITING) {
      reader.waiting.remove(ticket);
    }
    return before == State.READING ? passOn(ticket.reader, reader) : null;
  }

  private Ticket passOn(String name, Reader reader) {
    Ticket next = reader.waiting.poll();
    if (next != null) {
      next.state = State.READING;
    } else if (--reader.reading == 0) {
      readers.remove(name);
    }
    return next;
  }

  private ProblemException refused() {
    return ProblemException.passing(
        ErrorCode.RATE_LIMITED,
        "Too many concurrent reads: %d may be in progress and %d may wait."
            .formatted(most, mostWaiting),
        RETRY_AFTER);
  }

  private enum State {
    NEW,
    WAITING,
    READING,
    ENDED
  }

  /** One read: it holds at most one slot, and returns it once. Guarded by the bulkhead's lock. */
  private static final class Ticket {
    private final String reader;
    private State state = State.NEW;
    private UniEmitter<? super Void> turn;

    private Ticket(String reader) {
      this.reader = reader;
    }
  }

  private static final class Reader {
    private final Queue<Ticket> waiting = new ArrayDeque<>();
    private int reading;
  }
}
