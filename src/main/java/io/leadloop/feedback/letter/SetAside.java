package io.leadloop.feedback.letter;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * Feedback that was set aside. Its body is not part of it.
 *
 * @param kind of feedback; empty where it cannot be read
 * @param leadId empty where it names none
 * @param reason holds nothing of its content
 * @param isRetryable whether it can be tried again: it has a lead, and its record was kept
 */
public record SetAside(
    UUID id,
    SetAsideSource source,
    Optional<String> kind,
    Optional<UUID> leadId,
    String reason,
    Optional<Instant> receivedAt,
    Instant setAsideAt,
    boolean isRetryable) {

  static SetAside of(Row row) {
    return new SetAside(
        row.getUUID("id"),
        SetAsideSource.ofWireName(row.getString("source")).orElseThrow(),
        Optional.ofNullable(row.getString("kind")),
        Optional.ofNullable(row.getUUID("lead_id")),
        row.getString("reason"),
        Optional.ofNullable(row.getOffsetDateTime("received_at")).map(OffsetDateTime::toInstant),
        row.getOffsetDateTime("set_aside_at").toInstant(),
        row.getBoolean("is_retryable"));
  }
}
