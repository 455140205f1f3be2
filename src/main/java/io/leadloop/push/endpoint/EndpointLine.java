package io.leadloop.push.endpoint;

import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * An endpoint in a list of those of all providers.
 *
 * @param slug its provider's
 * @param name its provider's
 * @param host of its URL: path and query may hold a password of the receiver's
 * @param leadsWaiting leads whose next event is sent again later, counted up to 10,000
 */
public record EndpointLine(
    UUID id,
    String slug,
    String name,
    String host,
    String state,
    long leadsWaiting,
    Optional<Instant> failingSince,
    Optional<Instant> lastSuccessAt,
    Optional<String> lastError) {
  static EndpointLine of(Row row) {
    return new EndpointLine(
        row.getUUID("id"),
        row.getString("slug"),
        row.getString("name"),
        URI.create(row.getString("url")).getHost(),
        row.getString("state"),
        row.getLong("leads_waiting"),
        time(row, "failing_since"),
        time(row, "last_success_at"),
        Optional.ofNullable(row.getString("last_error")));
  }

  private static Optional<Instant> time(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
