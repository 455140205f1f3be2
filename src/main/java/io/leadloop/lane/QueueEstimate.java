package io.leadloop.lane;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a lane will get to a lead, from its row alone, without a look at its queue or its log of
 * send times. Of the log only the ends are known, so the times between are taken as evenly spread.
 * Retries, which may take a fifth of the quota, are not foreseen.
 *
 * @param open false while nothing is sent: paused, or the token was refused
 * @param waiting leads that wait for their first turn
 * @param quota requests in one window
 * @param pace requests in one window that are sent at present, evenly spread, where Oplead refused
 *     some; empty where the quota alone counts
 * @param used how many of them the log held after the last claim
 * @param oldest when the first of those was sent
 * @param newest when the last of those was sent
 * @param sleepsUntil when Oplead asked to come back
 * @param sleepReason why nothing is sent until then; empty where it is not known
 */
public record QueueEstimate(
    boolean open,
    long waiting,
    int quota,
    Optional<Integer> pace,
    int used,
    Instant oldest,
    Instant newest,
    Instant sleepsUntil,
    Optional<String> sleepReason) {

  /** The outlook of a row that has a column for each component, named after it. */
  public static QueueEstimate of(Row row) {
    return new QueueEstimate(
        row.getBoolean("open"),
        row.getLong("waiting"),
        row.getInteger("quota"),
        Optional.ofNullable(row.getInteger("pace")),
        row.getInteger("used"),
        time(row, "oldest"),
        time(row, "newest"),
        time(row, "sleeps_until"),
        Optional.ofNullable(row.getString("sleep_reason")));
  }

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
    Instant start = later(now, sleepsUntil);
    Instant spread =
        pace.map(requests -> start.plus(window.multipliedBy(ahead).dividedBy(requests)))
            .orElse(start);
    return Optional.of(later(spread, slot(ahead, start, window)));
  }

  /**
   * When the document or status is sent that has so many before it: at least a tenth of the quota
   * is theirs, and what the leads leave of the rest. Empty while the lane is not open.
   *
   * @param ahead documents and statuses before it
   * @param sent how many were sent in the window that ends now
   */
  public Optional<Instant> updateTurn(long ahead, int sent, Instant now, Duration window) {
    Instant start = later(now, sleepsUntil);
    int tenth = Math.max(1, perWindow() / 10);
    long beyond = ahead - Math.max(0, tenth - sent);
    Instant part = beyond < 0 ? start : start.plus(window.multipliedBy(beyond / tenth + 1));
    return turn(Math.max(0, waiting) + ahead, now, window)
        .map(rest -> earlier(rest, later(part, slot(ahead, start, window))));
  }

  /** When the sleep ends that the lane is in; empty while it is awake. */
  public Optional<Instant> sleepsBeyond(Instant now) {
    return Optional.of(sleepsUntil).filter(end -> end.isAfter(now));
  }

  /** When the quota lets it go. */
  private Instant slot(long ahead, Instant start, Duration window) {
    int quota = perWindow();
    int gone = sentBefore(start.minus(window));
    int free = Math.max(0, quota - (used - gone));
    if (ahead < free) {
      return start;
    }
    long windows = (ahead - free) / quota;
    int place = gone + (int) ((ahead - free) % quota);
    Instant slotOfAWindowAgo = place < used ? sentAt(place) : start;
    return later(start, slotOfAWindowAgo.plus(window)).plus(window.multipliedBy(windows));
  }

  private static Instant time(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private int perWindow() {
    return pace.map(requests -> Math.min(requests, quota)).orElse(quota);
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

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
