package io.leadloop.admin.lead;

import io.leadloop.http.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Merges the sources of a timeline, each with its newest entry first, into one page. Of entries at
 * the same time, that of the earlier source comes first.
 */
final class TimelineMerge {
  private static final Comparator<Deque<Placed>> BY_TIME =
      Comparator.comparing(source -> source.element().entry().at());

  private TimelineMerge() {}

  /**
   * @param sources of each one more entry than the page has, if there are as many
   */
  static Page<TimelineEntry> merge(List<List<Placed>> sources, TimelineCursor from, int size) {
    List<Deque<Placed>> rest = sources.stream().<Deque<Placed>>map(ArrayDeque::new).toList();
    List<TimelineEntry> merged = new ArrayList<>();
    TimelineCursor cursor = from;
    Optional<Deque<Placed>> newest = newest(rest);
    while (merged.size() < size && newest.isPresent()) {
      Placed next = newest.get().remove();
      merged.add(next.entry());
      cursor = next.move().apply(cursor);
      newest = newest(rest);
    }
    return new Page<>(merged, newest.isPresent() ? cursor.toString() : null);
  }

  /** The first of those whose next entry is the newest; empty where all are at their end. */
  private static Optional<Deque<Placed>> newest(List<Deque<Placed>> sources) {
    return sources.stream()
        .filter(source -> !source.isEmpty())
        .reduce((one, other) -> BY_TIME.compare(one, other) >= 0 ? one : other);
  }

  /**
   * An entry with its place in its source.
   *
   * @param move sets the source's place in the cursor to this entry
   */
  record Placed(TimelineEntry entry, UnaryOperator<TimelineCursor> move) {}
}
