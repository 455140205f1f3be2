package io.leadloop.push.delivery;

import io.leadloop.push.queue.DeliveryQueue;
import io.leadloop.push.queue.FeedEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Fills an endpoint's queue: from the feed, and with leads that are due on cursors of their own.
 * Each read is made only when it is due.
 */
final class QueueFeeder {
  /** The events that are read at once, and held. */
  private static final int EVENTS = 200;

  private static final Duration READ_EVERY = Duration.ofMillis(500);
  private static final Duration LEADS_EVERY = Duration.ofMillis(100);

  /** After an event was stored it is visible only when older transactions have ended. */
  private static final Duration LOOK_FOR = Duration.ofMillis(250);

  /** Most of them end soon, so looks are close together at first, each pause twice the last. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(10);

  /** For so long an event in flight may keep the cursor back where nothing else can be sent. */
  private static final Duration SLOW = Duration.ofMillis(500);

  private static final Duration IDLE_FOR = Duration.ofSeconds(1);

  private final EndpointParts parts;
  private final DeliveryQueue queue;
  private FeedEvent slow;
  private NanoTime slowSince;
  private boolean more = true;
  private Duration pause = LONGEST_PAUSE;
  private NanoTime lookUntil;
  private NanoTime lastRead;
  private NanoTime lastLeads;
  private NanoTime lastUse;

  QueueFeeder(EndpointParts parts, NanoTime claimed) {
    this.parts = parts;
    this.queue = parts.queue();
    this.lookUntil = claimed;
    this.lastRead = claimed.minus(READ_EVERY);
    this.lastLeads = claimed.minus(LEADS_EVERY);
    this.lastUse = claimed;
  }

  /** Events of the provider were stored. */
  void signal() {
    lookUntil = NanoTime.now().plus(LOOK_FOR);
    pause = FIRST_PAUSE;
  }

  /** Whether stored events may become visible at any moment. */
  boolean isLooking() {
    return lookUntil.isAhead();
  }

  /** The pause before the next look. */
  Duration pause() {
    Duration next = pause;
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    return next;
  }

  /** Whether the feed has more and the queue has room for it. */
  boolean mayReadOn() {
    return more && queue.size() < EVENTS;
  }

  /** Something was sent: the run goes on for a while. */
  void used() {
    lastUse = NanoTime.now();
  }

  /** Whether there is nothing to send, nor was for a while. */
  boolean isIdle() {
    return queue.size() == 0
        && queue.ownLeads() == 0
        && !queue.hasRows()
        && !more
        && lastUse.isPast(IDLE_FOR)
        && !isLooking();
  }

  Uni<Void> readFeed() {
    if (!more && !isLooking() && !lastRead.isPast(READ_EVERY)) {
      return Uni.createFrom().voidItem();
    } else if (queue.size() >= EVENTS) {
      passIfSlow();
      return Uni.createFrom().voidItem();
    }
    lastRead = NanoTime.now();
    return parts
        .replica()
        .reader()
        .after(parts.endpoint(), queue.end(), EVENTS)
        .invoke(
            events -> {
              queue.add(events);
              more = events.size() == EVENTS;
              lastUse = events.isEmpty() ? lastUse : NanoTime.now();
            })
        .replaceWithVoid();
  }

  /** Nothing but an event in flight keeps more from being read, and has done so for a while. */
  private void passIfSlow() {
    FeedEvent blocking = queue.blocking().orElse(null);
    if (blocking == null || blocking != slow) {
      slow = blocking;
      slowSince = NanoTime.now();
    } else if (slowSince.isPast(SLOW)) {
      queue.passSlowest(parts.replica().config().timeout().multipliedBy(2));
    }
  }

  Uni<Void> readLeads() {
    int room = parts.health().inFlight() - queue.ownLeads();
    if (room <= 0 || !lastLeads.isPast(LEADS_EVERY)) {
      return Uni.createFrom().voidItem();
    }
    lastLeads = NanoTime.now();
    return parts
        .replica()
        .reader()
        .due(parts.endpoint(), queue.end(), queue.sentFromOwnCursors(), room)
        .invoke(
            due -> {
              queue.addOwn(due);
              lastUse = due.isEmpty() ? lastUse : NanoTime.now();
              lastLeads = due.size() == room ? lastLeads.minus(LEADS_EVERY) : lastLeads;
            })
        .replaceWithVoid();
  }
}
