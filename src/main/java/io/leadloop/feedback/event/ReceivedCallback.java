package io.leadloop.feedback.event;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A callback of a lead, without its body.
 *
 * @param id of the feedback (UUIDv7)
 * @param firstSequence the number of the first event that it caused
 * @param events how many it caused; 0 for a repeat, or where it has no status
 * @param partition of the feedback log
 * @param offset in that partition
 */
public record ReceivedCallback(
    UUID id, Instant receivedAt, int firstSequence, int events, int partition, long offset) {

  static ReceivedCallback of(Row row) {
    return new ReceivedCallback(
        row.getUUID("id"),
        row.getOffsetDateTime("received_at").toInstant(),
        row.getInteger("first_sequence"),
        row.getInteger("events"),
        row.getInteger("log_partition"),
        row.getLong("log_offset"));
  }
}
