package io.leadloop.admin.lead;

import io.leadloop.access.audit.AuditEntry;

/**
 * What an administrator did to the lead alone; a bulk operation is in the audit only.
 *
 * @param action as in the audit, for example {@code lead.retry}
 * @param actor as in the audit
 */
public record TimelineChange(String action, String actor) {
  static TimelineChange of(AuditEntry entry) {
    return new TimelineChange(entry.action(), entry.actor());
  }
}
