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
    return Uni.createFrom().deferred(() -> read(new Ticket(reader), read));
  }

  /** Ends the ticket last of all, so that a cancel ends it wherever the read is. */
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

  /** A read may have ended since there was no room, or this one been cancelled. */
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

  /** Outside the lock, since the next read begins in it. A second call changes nothing. */
  private void end(Ticket ticket) {
    Ticket next = free(ticket);
    if (next != null) {
      next.turn.complete(null);
    }
  }

  /** The slot of a read goes to the first that waits; null where there is none of either. */
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
        "Too many reads at once: %d may be in progress and %d may wait."
            .formatted(most, mostWaiting),
        COME_BACK_AFTER);
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
