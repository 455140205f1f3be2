package io.leadloop.session;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A session, without its secret.
 *
 * @param keyId the public id of the key that opened it
 * @param address where it was opened from
 * @param lastUsedAt accurate to a minute
 */
public record Session(
    UUID id, String keyId, String address, Instant createdAt, Instant lastUsedAt, Instant endsAt) {
  static Session of(Row row) {
    return new Session(
        row.getUUID("id"),
        row.getString("key_public_id"),
        row.getString("address"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("last_used_at").toInstant(),
        row.getOffsetDateTime("ends_at").toInstant());
  }
}
