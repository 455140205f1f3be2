package io.leadloop.feedback.outbox;

import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.Outbox.Page;
import io.leadloop.feedback.Relayed;
import io.leadloop.feedback.Relayed.Result;
import io.leadloop.lead.LeadId;
import io.leadloop.schedule.Backoff;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A relay's position in the outbox. It moves page by page from the oldest row to the newest. A lead
 * whose row failed is skipped until the next sweep, with all its later rows, so that its order
 * holds and other leads do not wait.
 *
 * <p>While appends fail, pages shrink and pauses grow: a slow log stores rows that it acknowledges
 * too late, and would otherwise fill with copies.
 */
final class OutboxSweep {
  static final int MOST_ROWS = 500;
  static final int FEWEST_ROWS = 10;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_SWEEP = Duration.ofSeconds(30);

  private final Duration interval;
  private final Backoff pauses;
  private final LongSupplier nanoTime;
  private final Set<LeadId> passedOver = new HashSet<>();
  private int rows = MOST_ROWS;
  private long after;
  private long began;
  private int failures;

  /**
   * @param interval the pause after the end of the outbox
   */
  OutboxSweep(Duration interval, LongSupplier nanoTime) {
    this.interval = interval;
    this.nanoTime = nanoTime;
    this.pauses = new Backoff(interval, LONGEST_PAUSE);
    restart();
  }

  /** Restarts at the oldest row. */
  void restart() {
    passedOver.clear();
    after = 0;
    began = nanoTime.getAsLong();
  }

  /** The position after which the next page begins. */
  long after() {
    return after;
  }

  /** The maximum rows of the next page. */
  int rows() {
    return rows;
  }

  /** Whether an earlier row of its lead failed in this sweep. */
  boolean passesOver(Outbox.Waiting row) {
    return passedOver.contains(row.leadId());
  }

  /**
   * Records a page.
   *
   * @param relayed the results of its rows that were not skipped
   * @return the delay until the next page
   */
  Duration moved(Page page, List<Relayed> relayed) {
    List<Relayed> failed = Relayed.with(Result.FAILED, relayed);
    List<Relayed> unsent = Relayed.with(Result.UNSENT, relayed);
    failed.forEach(row -> passedOver.add(row.leadId()));
    boolean tookNothing = !failed.isEmpty() && failed.size() + unsent.size() == relayed.size();
    rows = tookNothing ? Math.max(FEWEST_ROWS, rows / 2) : Math.min(MOST_ROWS, rows * 2);
    List<Relayed> left = unsent.stream().filter(r -> !passesOver(r.row())).toList();
    boolean atTheEnd = !page.more() && left.isEmpty();
    if (passedOver.isEmpty()) {
      restart();
      failures = 0;
      return atTheEnd ? interval : Duration.ZERO;
    }
    after = left.isEmpty() ? page.last() : left.get(0).row().position() - 1;
    if (atTheEnd || nanoTime.getAsLong() - began > LONGEST_SWEEP.toNanos()) {
      restart();
      return nextPause();
    }
    return tookNothing ? nextPause() : Duration.ZERO;
  }

  private Duration nextPause() {
    failures++;
    return pauses.after(failures + 1);
  }
}
