package io.leadloop.simulator.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A thread-safe bounded list that evicts its oldest entries. */
final class BoundedLog<T> {

  private final int bound;
  private final Deque<T> entries = new ArrayDeque<>();
  private long forgotten;

  BoundedLog(int bound) {
    this.bound = bound;
  }

  synchronized void add(T entry) {
    if (entries.size() == bound) {
      entries.removeFirst();
      forgotten++;
    }
    entries.addLast(entry);
  }

  synchronized List<T> entries() {
    return List.copyOf(entries);
  }

  synchronized long forgotten() {
    return forgotten;
  }
}
