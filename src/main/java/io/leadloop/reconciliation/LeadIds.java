package io.leadloop.reconciliation;

import java.util.UUID;

/**
 * A set of lead ids in two arrays, about 27 bytes an id, so that hundreds of thousands fit into a
 * small heap. Open addressing; the nil id stands for a free place.
 */
final class LeadIds {
  private static final int FIRST_CAPACITY = 1024;
  private static final int MIX = 0x9E3779B9;

  private long[] high = new long[FIRST_CAPACITY];
  private long[] low = new long[FIRST_CAPACITY];
  private int size;

  void add(UUID id) {
    if (size >= high.length / 4 * 3) {
      grow();
    }
    put(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  boolean contains(UUID id) {
    int place = place(id.getMostSignificantBits(), id.getLeastSignificantBits());
    return isTaken(place);
  }

  private void put(long highBits, long lowBits) {
    int place = place(highBits, lowBits);
    if (!isTaken(place)) {
      high[place] = highBits;
      low[place] = lowBits;
      size++;
    }
  }

  /** The id's place, or the free one where it belongs. */
  private int place(long highBits, long lowBits) {
    int place = Math.floorMod(Long.hashCode(highBits ^ lowBits) * MIX, high.length);
    while (isTaken(place) && (high[place] != highBits || low[place] != lowBits)) {
      place = place + 1 == high.length ? 0 : place + 1;
    }
    return place;
  }

  private boolean isTaken(int place) {
    return high[place] != 0 || low[place] != 0;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    high = new long[oldHigh.length * 3 / 2];
    low = new long[high.length];
    size = 0;
    for (int i = 0; i < oldHigh.length; i++) {
      if (oldHigh[i] != 0 || oldLow[i] != 0) {
        put(oldHigh[i], oldLow[i]);
      }
    }
  }
}
