package io.leadloop.lane.status;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A lane in a list of many.
 *
 * @param slug its customer's
 * @param name its customer's
 * @param state {@code open}, {@code paused} or {@code token_refused}
 * @param used requests of the quota in the window that ends now
 * @param waiting leads that wait for a turn or for another try; over 100, the retries among them
 *     are counted up to 1,000
 * @param held leads that wait until the lane is resumed; over 100, the retries among them are
 *     counted up to 1,000
 * @param dueSince since when the first of all these has been due
 * @param sleepsUntil until when Oplead, or the breaker, wants to be left alone
 * @param shelfLife of its customer's leads; empty for the setting
 * @param perHour how many leads it can send in an hour: what its quota and pace allow, or what it
 *     sent in the last hour where a lead waited all that time
 */
public record LaneLine(
    String slug,
    String name,
    String state,
    int quota,
    int used,
    long waiting,
    long held,
    Optional<Instant> dueSince,
    Optional<Instant> sleepsUntil,
    Optional<Duration> shelfLife,
    long perHour) {
  private static final int PERCENT = 100;

  static LaneLine of(Row row) {
    return new LaneLine(
        row.getString("slug"),
        row.getString("name"),
        row.getString("state"),
        row.getInteger("quota"),
        Math.max(0, row.getInteger("used")),
        row.getLong("waiting"),
        row.getLong("held"),
        time(row, "due_since"),
        time(row, "sleeps_until"),
        Optional.ofNullable(row.getLong("shelf_life_millis")).map(Duration::ofMillis),
        perHour(row));
  }

  private static long perHour(Row row) {
    long allowed = row.getLong("per_hour");
    return Optional.ofNullable(row.getLong("last_hour"))
        .map(sent -> Math.min(sent, allowed))
        .orElse(allowed);
  }

  private static Optional<Instant> time(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  /** How much of the quota is used, at most 100. */
  public int percent() {
    return Math.min(PERCENT, used * PERCENT / quota);
  }

  /** All that wait for the lane. */
  public long queue() {
    return waiting + held;
  }

  public boolean isFull() {
    return used >= quota;
  }
}
