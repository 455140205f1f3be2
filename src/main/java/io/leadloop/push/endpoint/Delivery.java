package io.leadloop.push.endpoint;

import io.leadloop.push.DeliveryState;
import io.leadloop.push.EndpointId;
import io.leadloop.store.IdTimes;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The end of one attempt.
 *
 * @param id a UUIDv7 of the time when it ended
 * @param attempt 1 for the first of its event
 * @param status HTTP; empty if there was no answer
 * @param answer the start of the answer, or why there was none; empty if delivered
 */
public record Delivery(
    UUID id,
    EndpointId endpoint,
    UUID eventId,
    UUID leadId,
    int sequence,
    String type,
    DeliveryState state,
    int attempt,
    int round,
    Optional<Integer> status,
    Duration duration,
    Optional<String> answer) {

  static Delivery of(Row row) {
    return new Delivery(
        row.getUUID("id"),
        new EndpointId(row.getUUID("endpoint_id")),
        row.getUUID("event_id"),
        row.getUUID("lead_id"),
        row.getInteger("sequence"),
        row.getString("type"),
        DeliveryState.ofWireName(row.getString("state")).orElseThrow(),
        row.getInteger("attempt"),
        row.getInteger("round"),
        Optional.ofNullable(row.getInteger("status")),
        Duration.ofMillis(row.getInteger("duration_millis")),
        Optional.ofNullable(row.getString("answer")));
  }

  /** When the attempt ended. */
  public Instant at() {
    return IdTimes.of(id);
  }
}
