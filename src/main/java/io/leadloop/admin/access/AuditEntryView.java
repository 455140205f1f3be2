package io.leadloop.admin.access;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.leadloop.access.audit.AuditEntry;
import java.time.Instant;

/**
 * An audit entry.
 *
 * @param actor a key without its secret and its name, or {@code oidc:} and the subject of a token
 * @param address the client's address
 * @param before the subject before the change, secrets masked; null if it did not exist
 * @param after the same afterwards
 */
public record AuditEntryView(
    Instant time,
    String actor,
    String address,
    String action,
    String subject,
    @JsonRawValue String before,
    @JsonRawValue String after) {
  static AuditEntryView of(AuditEntry entry) {
    return new AuditEntryView(
        entry.time(),
        entry.actor(),
        entry.address(),
        entry.action(),
        entry.subject(),
        entry.before().orElse(null),
        entry.after().orElse(null));
  }
}
