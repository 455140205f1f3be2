package io.leadloop.console.access;

import io.leadloop.access.audit.AuditEntry;
import io.leadloop.access.audit.Difference;
import java.util.List;

/** An entry of the audit with what it changed. */
public record AuditLine(AuditEntry entry, List<Difference.Change> changes) {
  /** More are behind a summary. */
  private static final int SHOWN = 4;

  static AuditLine of(AuditEntry entry) {
    return new AuditLine(entry, Difference.of(entry));
  }

  public boolean isShort() {
    return changes.size() <= SHOWN;
  }

  /** The address of the entries of this actor; likewise the next two. */
  public String ofActor() {
    return AuditFilter.only("actor", entry.actor());
  }

  public String ofAction() {
    return AuditFilter.only("action", entry.action());
  }

  public String ofSubject() {
    return AuditFilter.only("subject", entry.subject());
  }
}
