package io.leadloop.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a lane will get to a lead, from what its row says and without a look at its queue or its log
 * of send times. Of the log only the ends are known, so the times between are taken as evenly
 * spread. Retries, which may take a fifth of the quota, are not foreseen.
 *
 * @param open false while nothing is sent: paused, or the token was refused
 * @param waiting leads that wait for their first turn
 * @param quota requests in one window
 * @param used how many of them the log held after the last claim
 * @param oldest when the first of those was sent
 * @param newest when the last of those was sent
 * @param sleepsUntil when Oplead said to come back
 */
public record LaneOutlook(
    boolean open,
    long waiting,
    int quota,
    int used,
    Instant oldest,
    Instant newest,
    Instant sleepsUntil) {

  /**
   * When the lead is sent that has so many before it; empty while the lane is not open.
   *
   * @param ahead leads before it
   * @param window the window of the quota
   */
  public Optional<Instant> turn(long ahead, Instant now, Duration window) {
    if (!open) {
      return Optional.empty();
    }
    Instant start = now.isAfter(sleepsUntil) ? now : sleepsUntil;
    int gone = sentBefore(start.minus(window));
    int free = Math.max(0, quota - (used - gone));
    if (ahead < free) {
      return Optional.of(start);
    }
    long windows = (ahead - free) / quota;
    int place = gone + (int) ((ahead - free) % quota);
    Instant slotOfAWindowAgo = place < used ? sentAt(place) : start;
    return Optional.of(
        later(start, slotOfAWindowAgo.plus(window)).plus(window.multipliedBy(windows)));
  }

  /** How many of the log's requests were sent at that time or before. */
  private int sentBefore(Instant time) {
    if (time.isBefore(oldest)) {
      return 0;
    }
    long since = Duration.between(oldest, time).toNanos();
    return (int) Math.min(used, since / Math.max(1, gap()) + 1);
  }

  private Instant sentAt(int place) {
    return oldest.plusNanos(gap() * place);
  }

  /** Nanoseconds from one request of the log to the next. */
  private long gap() {
    return Duration.between(oldest, newest).toNanos() / Math.max(1, used - 1);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
