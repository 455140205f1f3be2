package io.leadloop.simulator.receiver;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accepted events of each lead in the order of first acceptance. If there are too many, the
 * events of the lead that was seen first are forgotten. Not thread-safe.
 */
final class AcceptedEvents {

  /** How an accepted event relates to the earlier ones of its lead. */
  enum Place {
    NEXT,
    REPEATED,
    OUT_OF_ORDER
  }

  private final Map<String, LeadEvents> leads = new LinkedHashMap<>();
  private long size;
  private long forgotten;

  Place accept(String lead, String id, long sequence, int bound) {
    LeadEvents events = leads.computeIfAbsent(lead, first -> new LeadEvents());
    if (events.sequences.containsKey(id)) {
      return Place.REPEATED;
    }
    Place place = sequence > events.last ? Place.NEXT : Place.OUT_OF_ORDER;
    events.sequences.put(id, sequence);
    events.last = sequence;
    size++;
    while (size > bound) {
      forgetOldest();
    }
    return place;
  }

  Map<String, List<Long>> sequences() {
    Map<String, List<Long>> copy = new LinkedHashMap<>();
    leads.forEach((lead, events) -> copy.put(lead, new ArrayList<>(events.sequences.values())));
    return copy;
  }

  long forgotten() {
    return forgotten;
  }

  private void forgetOldest() {
    Iterator<LeadEvents> oldest = leads.values().iterator();
    Map<String, Long> sequences = oldest.next().sequences;
    sequences.remove(sequences.keySet().iterator().next());
    if (sequences.isEmpty()) {
      oldest.remove();
    }
    size--;
    forgotten++;
  }

  /** Sequences by the ids of their events. */
  private static final class LeadEvents {
    private final Map<String, Long> sequences = new LinkedHashMap<>(4);
    private long last = Long.MIN_VALUE;
  }
}
