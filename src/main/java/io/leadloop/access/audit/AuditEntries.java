package io.leadloop.access.audit;

import java.util.List;
import java.util.Optional;

/**
 * Found entries, newest first.
 *
 * @param next where the next page starts; empty if nothing is left to read
 */
public record AuditEntries(List<AuditEntry> items, Optional<AuditPosition> next) {
  AuditEntries masked() {
    return new AuditEntries(items.stream().map(AuditEntry::masked).toList(), next);
  }
}
