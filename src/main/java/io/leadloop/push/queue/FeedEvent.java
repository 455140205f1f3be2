package io.leadloop.push.queue;

import io.leadloop.push.wire.PushMessage;
import io.leadloop.store.CommitCursor;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * An event of the provider's feed.
 *
 * @param cursor right after it
 * @param leadWaits whether its lead is on a cursor of its own
 * @param lateFrom the lowest sequence of its lead that follows later in the feed, although it is
 *     lower; null if there is none
 */
public record FeedEvent(
    UUID id,
    UUID leadId,
    int sequence,
    String type,
    String source,
    Instant time,
    String data,
    CommitCursor cursor,
    boolean leadWaits,
    Integer lateFrom) {

  public static FeedEvent of(Row row, boolean leadWaits, Integer lateFrom) {
    return new FeedEvent(
        row.getUUID("id"),
        row.getUUID("lead_id"),
        row.getInteger("sequence"),
        row.getString("type"),
        row.getString("source"),
        row.getOffsetDateTime("time").toInstant(),
        row.getString("data"),
        new CommitCursor(Long.parseLong(row.getString("number")), row.getLong("position")),
        leadWaits,
        lateFrom);
  }

  public PushMessage message() {
    return new PushMessage(
        id,
        type,
        source,
        leadId.toString(),
        time,
        OptionalInt.of(sequence),
        data.getBytes(StandardCharsets.UTF_8));
  }
}
