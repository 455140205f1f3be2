package io.leadloop.push.queue;

import io.leadloop.store.CommitCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The events after an endpoint's cursor that were read and are not all settled, in feed order. One
 * event of a lead is in flight at a time, in the order of their sequence.
 */
final class Window {
  private final Deque<Slot> slots = new ArrayDeque<>();
  private final Map<UUID, Queue> queues = new HashMap<>();

  /** The leads that have an event to send and none in flight, those read first in front. */
  private final Set<UUID> ready = new LinkedHashSet<>();

  private CommitCursor prefix;
  private CommitCursor end;

  Window(CommitCursor from) {
    this.prefix = from;
    this.end = from;
  }

  /** Adds the next event of the feed, to be sent. */
  void add(FeedEvent event) {
    Slot slot = addSlot(event);
    Queue queue = queues.computeIfAbsent(event.leadId(), lead -> new Queue());
    queue.waiting.put(event.sequence(), slot);
    if (queue.inFlight == null) {
      ready.add(event.leadId());
    }
  }

  /** Adds the next event of the feed, which is not sent from here. */
  void addSettled(FeedEvent event) {
    addSlot(event).settled = true;
  }

  private Slot addSlot(FeedEvent event) {
    Slot slot = new Slot(event);
    slots.add(slot);
    end = event.cursor();
    return slot;
  }

  /** Takes the next event to send. */
  Optional<FeedEvent> next() {
    Iterator<UUID> leads = ready.iterator();
    if (!leads.hasNext()) {
      return Optional.empty();
    }
    Queue queue = queues.get(leads.next());
    leads.remove();
    queue.inFlight = queue.waiting.pollFirstEntry().getValue();
    return Optional.of(queue.inFlight.event);
  }

  /** Whether this event is in flight from here: its lead was not covered since. */
  boolean isInFlight(FeedEvent event) {
    return hasInFlight(event.leadId()) && queues.get(event.leadId()).inFlight.event == event;
  }

  boolean hasInFlight(UUID lead) {
    Queue queue = queues.get(lead);
    return queue != null && queue.inFlight != null;
  }

  /** The event in flight is settled; the lead's next one may be sent. */
  void settle(FeedEvent event) {
    Queue queue = queues.get(event.leadId());
    queue.inFlight.settled = true;
    queue.inFlight = null;
    if (queue.waiting.isEmpty()) {
      queues.remove(event.leadId());
    } else {
      ready.add(event.leadId());
    }
  }

  /** The event in flight has to be sent again. */
  void putBack(FeedEvent event) {
    Queue queue = queues.get(event.leadId());
    queue.waiting.put(event.sequence(), queue.inFlight);
    queue.inFlight = null;
    ready.add(event.leadId());
  }

  /**
   * Settles all of a lead's events here, because it goes on a cursor of its own; one in flight
   * stays in flight.
   *
   * @return the lowest sequence that was not settled; empty if all were
   */
  OptionalInt cover(UUID lead) {
    Queue queue = queues.remove(lead);
    ready.remove(lead);
    if (queue == null) {
      return OptionalInt.empty();
    }
    int lowest = Integer.MAX_VALUE;
    if (queue.inFlight != null) {
      queue.inFlight.settled = true;
      lowest = queue.inFlight.event.sequence();
    }
    for (Slot slot : queue.waiting.values()) {
      slot.settled = true;
      lowest = Math.min(lowest, slot.event.sequence());
    }
    return OptionalInt.of(lowest);
  }

  /** The leads of events that are not settled although a later one is. */
  Set<UUID> overtaken() {
    Set<UUID> leads = new LinkedHashSet<>();
    Set<UUID> open = new LinkedHashSet<>();
    for (Slot slot : slots) {
      if (slot.settled) {
        leads.addAll(open);
      } else {
        open.add(slot.event.leadId());
      }
    }
    return leads;
  }

  /** The event that keeps the cursor back, if it is in flight. */
  Optional<FeedEvent> slowest() {
    advance();
    return Optional.ofNullable(slots.peek()).map(slot -> slot.event).filter(this::isInFlight);
  }

  /** Every event up to there is settled. */
  CommitCursor prefix() {
    advance();
    return prefix;
  }

  private void advance() {
    while (!slots.isEmpty() && slots.peek().settled) {
      prefix = slots.poll().event.cursor();
    }
  }

  /** The last event that was read. */
  CommitCursor end() {
    return end;
  }

  int size() {
    advance();
    return slots.size();
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  private static final class Slot {
    private final FeedEvent event;
    private boolean settled;

    Slot(FeedEvent event) {
      this.event = event;
    }
  }

  /** A lead's events, by sequence. */
  private static final class Queue {
    private final TreeMap<Integer, Slot> waiting = new TreeMap<>();
    private Slot inFlight;
  }
}
