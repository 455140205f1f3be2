package io.leadloop.tally;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the events of a batch add to the tallies for one lead. Each event is counted once, since it
 * is made once: a re-run publishes stored events. Test leads are not counted.
 */
public final class LeadCounts {
  private final boolean isTest;
  private final LeadCohort cohort;
  private final Instant acceptedAt;
  private final List<Count> counts = new ArrayList<>();
  private Instant forwardedAt;

  /**
   * @param forwardedAt null where no answer of Oplead was recorded yet
   */
  public LeadCounts(boolean isTest, LeadCohort cohort, Instant acceptedAt, Instant forwardedAt) {
    this.isTest = isTest;
    this.cohort = cohort;
    this.acceptedAt = acceptedAt;
    this.forwardedAt = forwardedAt;
  }

  /**
   * The lead is reported as forwarded.
   *
   * @param at taken as the time of forwarding where Oplead's answer was not recorded yet
   */
  public void forwarded(Instant at) {
    if (forwardedAt == null) {
      forwardedAt = at;
    }
    add(TallyKind.FORWARDED, TimeRanges.of(Duration.between(acceptedAt, forwardedAt)), 1);
  }

  /** The lead was rejected, held, or expired. */
  public void stopped(TallyKind kind) {
    add(kind, 0, 1);
  }

  /**
   * The lead's status is reported.
   *
   * @param isFirst whether it had none before
   */
  public void status(String code, boolean isFirst, Instant at) {
    if (isFirst) {
      Instant since = forwardedAt == null ? acceptedAt : forwardedAt;
      add(TallyKind.FIRST_STATUS, TimeRanges.of(Duration.between(since, at)), 1);
    }
    add(TallyKind.STATUS, StatusSlots.of(code), 1);
  }

  /** A status has another code now, and counts under that one. */
  public void corrected(String before, String after) {
    add(TallyKind.STATUS, StatusSlots.of(before), -1);
    add(TallyKind.STATUS, StatusSlots.of(after), 1);
  }

  /** Adds the counts to those of other leads. */
  public void addTo(Map<TallyKey, Integer> all) {
    for (Count count : counts) {
      all.merge(new TallyKey(cohort, count.kind, count.slot), count.leads, Integer::sum);
    }
  }

  private void add(TallyKind kind, int slot, int leads) {
    if (!isTest) {
      counts.add(new Count(kind, slot, leads));
    }
  }

  private record Count(TallyKind kind, int slot, int leads) {}
}
