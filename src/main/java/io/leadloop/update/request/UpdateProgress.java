package io.leadloop.update.request;

import io.leadloop.update.UpdateId;
import io.leadloop.update.UpdateState;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/**
 * How far an update is on its way to Oplead, whatever its kind.
 *
 * @param lastError null where nothing went wrong
 */
record UpdateProgress(
    UpdateId id,
    UpdateState state,
    int attempts,
    String lastError,
    Instant createdAt,
    Instant updatedAt) {

  static UpdateProgress of(Row row) {
    return new UpdateProgress(
        new UpdateId(row.getUUID("id")),
        UpdateState.ofWireName(row.getString("state")),
        row.getInteger("attempts"),
        row.getString("last_error"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }
}
