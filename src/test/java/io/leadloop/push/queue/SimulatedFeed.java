package io.leadloop.push.queue;

import io.leadloop.store.CommitCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * What the database has of one endpoint: the feed, which may be out of a lead's sequence, the
 * cursor and the rows of leads. Answers as {@code FeedReader} and {@code DeliveryRepository} of
 * {@code push.delivery} do.
 */
final class SimulatedFeed {
  private static final int EVENTS_OF_A_LEAD = 3;

  private final List<FeedEvent> events = new ArrayList<>();
  private final Map<UUID, LeadRow> rows = new HashMap<>();
  private CommitCursor cursor = CommitCursor.START;
  private int visible;

  /**
   * @param inversions how often two neighbours change places
   */
  static SimulatedFeed of(Random random, int leads, int count, int inversions) {
    SimulatedFeed feed = new SimulatedFeed();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < leads; i++) {
      ids.add(new UUID(1, i));
    }
    Map<UUID, Integer> last = new HashMap<>();
    List<Object[]> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID lead = ids.get(random.nextInt(leads));
      drawn.add(new Object[] {lead, last.merge(lead, 1, Integer::sum)});
    }
    for (int i = 0; i < inversions && count > 1; i++) {
      int at = random.nextInt(count - 1);
      int with = Math.min(count - 1, at + 1 + random.nextInt(5));
      Object[] first = drawn.get(at);
      drawn.set(at, drawn.get(with));
      drawn.set(with, first);
    }
    for (int i = 0; i < count; i++) {
      feed.events.add(
          new FeedEvent(
              new UUID(2, i),
              (UUID) drawn.get(i)[0],
              (Integer) drawn.get(i)[1],
              "type",
              "source",
              Instant.EPOCH,
              "{}",
              new CommitCursor(i + 1, 1),
              false,
              null));
    }
    return feed;
  }

  List<FeedEvent> all() {
    return events;
  }

  CommitCursor cursor() {
    return cursor;
  }

  boolean isDone() {
    return rows.isEmpty()
        && visible == events.size()
        && cursor.equals(events.get(events.size() - 1).cursor());
  }

  /** Transactions end: some more events may be read. */
  void reveal(int more) {
    visible = Math.min(events.size(), visible + more);
  }

  List<FeedEvent> after(CommitCursor from, int limit) {
    return events.subList(0, visible).stream()
        .filter(e -> e.cursor().isAfter(from))
        .limit(limit)
        .map(e -> seen(e, rows.containsKey(e.leadId()), lateFrom(e)))
        .toList();
  }

  /** All events are committed, and only some may be read yet. */
  private Integer lateFrom(FeedEvent event) {
    List<Integer> later =
        events.stream()
            .filter(e -> e.leadId().equals(event.leadId()))
            .filter(e -> e.sequence() < event.sequence())
            .filter(e -> e.cursor().isAfter(event.cursor()))
            .map(FeedEvent::sequence)
            .toList();
    return later.contains(event.sequence() - 1) ? later.stream().min(Integer::compare).get() : null;
  }

  private static FeedEvent seen(FeedEvent e, boolean waits, Integer lateFrom) {
    return new FeedEvent(
        e.id(),
        e.leadId(),
        e.sequence(),
        e.type(),
        e.source(),
        e.time(),
        e.data(),
        e.cursor(),
        waits,
        lateFrom);
  }

  List<OwnLead> due(Instant now, CommitCursor upTo, Collection<UUID> except, int limit) {
    return rows.values().stream()
        .filter(row -> !row.nextAttemptAt().isAfter(now) && !except.contains(row.leadId()))
        .sorted(Comparator.comparing(LeadRow::nextAttemptAt).thenComparing(LeadRow::leadId))
        .limit(limit)
        .map(row -> own(row, upTo))
        .toList();
  }

  private OwnLead own(LeadRow row, CommitCursor upTo) {
    List<FeedEvent> next =
        events.stream()
            .filter(e -> e.leadId().equals(row.leadId()))
            .filter(e -> e.sequence() >= row.nextSequence())
            .sorted(Comparator.comparingInt(FeedEvent::sequence))
            .toList();
    List<FeedEvent> passed = next.stream().filter(e -> !e.cursor().isAfter(upTo)).toList();
    List<FeedEvent> sendable =
        next.stream()
            .takeWhile(e -> !e.cursor().isAfter(upTo))
            .limit(EVENTS_OF_A_LEAD)
            .map(e -> seen(e, true, null))
            .toList();
    return new OwnLead(row, sendable, passed.isEmpty());
  }

  void commit(Settlement settlement) {
    cursor = settlement.cursor();
    settlement.rows().forEach(row -> rows.put(row.leadId(), row));
    rows.keySet().removeAll(Set.copyOf(settlement.rejoined()));
  }
}
