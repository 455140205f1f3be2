package io.leadloop.session;

import io.leadloop.access.key.AdministratorRole;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A browser that is signed in to the console, without its secret.
 *
 * @param holder the name of the key's holder, or the subject of the OIDC token
 * @param keyId the public id of the key that opened it; null for an OIDC token
 * @param address where it was opened from
 * @param lastUsedAt accurate to a minute
 */
public record Session(
    UUID id,
    String holder,
    AdministratorRole role,
    String keyId,
    String address,
    Instant createdAt,
    Instant lastUsedAt,
    Instant endsAt) {
  static Session of(Row row) {
    return new Session(
        row.getUUID("id"),
        row.getString("holder"),
        AdministratorRole.ofWireName(row.getString("role")).orElseThrow(),
        row.getString("key_public_id"),
        row.getString("address"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("last_used_at").toInstant(),
        row.getOffsetDateTime("ends_at").toInstant());
  }
}
