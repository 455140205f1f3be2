package io.leadloop.tally;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What happened to some leads, as counts. A lead that was sent again after it was rejected counts
 * as rejected and as forwarded, and one that was held twice counts twice. Of few leads there is no
 * rate and no median.
 */
public final class Figures {
  /** Of fewer leads a rate or a median means little, and may show a single person's lead. */
  public static final int LEAST = 20;

  private final Map<TallyKind, NavigableMap<Integer, Long>> counts = new EnumMap<>(TallyKind.class);

  void add(TallyKind kind, int slot, long leads) {
    counts.computeIfAbsent(kind, k -> new TreeMap<>()).merge(slot, leads, Long::sum);
  }

  public long taken() {
    return count(TallyKind.TAKEN);
  }

  public long forwarded() {
    return count(TallyKind.FORWARDED);
  }

  public long rejected() {
    return count(TallyKind.REJECTED);
  }

  public long held() {
    return count(TallyKind.HELD);
  }

  public long expired() {
    return count(TallyKind.EXPIRED);
  }

  public long withFirstStatus() {
    return count(TallyKind.FIRST_STATUS);
  }

  /** Changes of status by code; a corrected one counts under its new code. */
  public Map<String, Long> statuses() {
    Map<String, Long> statuses = new LinkedHashMap<>();
    slots(TallyKind.STATUS)
        .forEach(
            (slot, leads) -> {
              if (leads > 0) {
                statuses.put(StatusSlots.code(slot), leads);
              }
            });
    return statuses;
  }

  /** The part of the leads taken that was forwarded. */
  public OptionalDouble forwardedRate() {
    return rate(forwarded(), taken());
  }

  /** The part of the leads forwarded that has had a status. */
  public OptionalDouble coverage() {
    return rate(withFirstStatus(), forwarded());
  }

  /** From acceptance to forwarding; see {@link TimeRanges} for how exact it is. */
  public Optional<Duration> medianToForwarding() {
    return median(TallyKind.FORWARDED);
  }

  /** From forwarding to the first status. */
  public Optional<Duration> medianToFirstStatus() {
    return median(TallyKind.FIRST_STATUS);
  }

  private static OptionalDouble rate(long part, long whole) {
    return whole < LEAST
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1.0, (double) part / whole));
  }

  private Optional<Duration> median(TallyKind kind) {
    long all = count(kind);
    if (all < LEAST) {
      return Optional.empty();
    }
    long before = 0;
    for (Map.Entry<Integer, Long> range : slots(kind).entrySet()) {
      before += range.getValue();
      if (2 * before >= all) {
        return Optional.of(TimeRanges.middle(range.getKey()));
      }
    }
    throw new IllegalStateException("half of a count is reached within it");
  }

  private long count(TallyKind kind) {
    return Math.max(0, slots(kind).values().stream().mapToLong(Long::longValue).sum());
  }

  private NavigableMap<Integer, Long> slots(TallyKind kind) {
    return counts.getOrDefault(kind, new TreeMap<>());
  }

  /** Equal counts are equal figures, so that a watched page knows whether it changed. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Figures figures && counts.equals(figures.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }
}
