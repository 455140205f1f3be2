package io.leadloop.access.audit;

import io.leadloop.store.CommitCursor;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * An audit entry, which the database protects from changes and deletion.
 *
 * @param cursor the position right after this entry
 * @param time when the change was made
 * @param actor a key without its secret and its name, or {@code oidc:} and the subject of a token
 * @param address the client's address
 * @param action for example {@code customer.create}
 * @param subject for example {@code customers/cuisines-durand}
 * @param before JSON of the subject before the change, secrets masked; empty if it did not exist
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
  /** For somebody who may only read. */
  AuditEntry masked() {
    return new AuditEntry(
        cursor,
        time,
        actor,
        address,
        action,
        subject,
        before.map(AddressMask::in),
        after.map(AddressMask::in));
  }

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
