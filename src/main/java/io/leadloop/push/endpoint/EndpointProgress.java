package io.leadloop.push.endpoint;

import io.leadloop.store.CommitCursor;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * How far an endpoint is.
 *
 * @param cursor everything up to it was settled, but for the leads that wait
 * @param round 1, and one more for each time that the cursor was moved back
 * @param leadsWaiting leads whose next event is sent again later, counted up to 10,000
 * @param nextAttemptAt when the endpoint is tried next, if it has to wait
 */
public record EndpointProgress(
    CommitCursor cursor,
    int round,
    long leadsWaiting,
    int failures,
    Optional<Instant> failingSince,
    Optional<Instant> lastSuccessAt,
    Optional<Instant> nextAttemptAt,
    Optional<String> lastError) {

  /** Of an endpoint that has received nothing so far. */
  static EndpointProgress startingAt(CommitCursor cursor) {
    return new EndpointProgress(
        cursor, 1, 0, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static EndpointProgress of(Row row) {
    return new EndpointProgress(
        new CommitCursor(Long.parseLong(row.getString("number")), row.getLong("position")),
        row.getInteger("round"),
        row.getLong("leads_waiting"),
        row.getInteger("failures"),
        instant(row, "failing_since"),
        instant(row, "last_success_at"),
        instant(row, "due_at"),
        Optional.ofNullable(row.getString("last_error")));
  }

  /** Of an endpoint that is tried at once, as if it had never failed. */
  EndpointProgress restarted() {
    return new EndpointProgress(
        cursor,
        round,
        leadsWaiting,
        0,
        Optional.empty(),
        lastSuccessAt,
        Optional.empty(),
        Optional.empty());
  }

  /** Without everything before a later cursor, and the leads that wait. */
  EndpointProgress skippedTo(CommitCursor later) {
    return new EndpointProgress(
        later, round, 0, failures, failingSince, lastSuccessAt, nextAttemptAt, lastError);
  }

  private static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
