package io.leadloop.access.audit;

import io.leadloop.store.CommitCursor;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * Who changed what. The database refuses to change or delete one.
 *
 * @param cursor the place right after it in the order of the audit
 * @param time when the change was made
 * @param actor a key without its secret and its name, or {@code oidc:} and the subject of a token
 * @param address where the request came from
 * @param action for example {@code customer.create}
 * @param subject for example {@code customers/cuisines-durand}
 * @param before JSON of the subject before the change, secrets masked; empty where there was none
 * @param after the same after the change
 */
public record AuditEntry(
    CommitCursor cursor,
    Instant time,
    String actor,
    String address,
    String action,
    String subject,
    Optional<String> before,
    Optional<String> after) {
  static AuditEntry of(Row row) {
    return new AuditEntry(
        new CommitCursor(Long.parseLong(row.getString("number")), row.getLong("position")),
        row.getOffsetDateTime("time").toInstant(),
        row.getString("actor"),
        row.getString("address"),
        row.getString("action"),
        row.getString("subject"),
        Optional.ofNullable(row.getString("before")),
        Optional.ofNullable(row.getString("after")));
  }
}
