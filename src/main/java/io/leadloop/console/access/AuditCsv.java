package io.leadloop.console.access;

import io.leadloop.access.audit.AuditEntries;
import io.leadloop.access.audit.AuditEntry;
import io.leadloop.access.audit.AuditQuery;
import io.leadloop.access.audit.AuditSearch;
import io.leadloop.access.audit.Difference;
import io.leadloop.http.Csv;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Entries of the audit as comma-separated values, newest first. Who wants more than one file holds
 * narrows the period.
 */
@Singleton
class AuditCsv {
  /** Entries in a file. */
  static final int MOST = 5000;

  private static final int PAGE = 500;

  /** Each reads a bounded number of entries, and few of them may match. */
  private static final int MOST_READS = 50;

  private static final String HEAD =
      Csv.line(Stream.of("time", "actor", "address", "action", "subject", "changes"));

  private final AuditSearch audit;

  AuditCsv(AuditSearch audit) {
    this.audit = audit;
  }

  Uni<String> of(AuditQuery query) {
    return add(new StringBuilder(HEAD), query, MOST, MOST_READS).map(StringBuilder::toString);
  }

  private Uni<StringBuilder> add(StringBuilder lines, AuditQuery query, int room, int reads) {
    return audit
        .find(query, Math.min(PAGE, room))
        .chain(
            found -> {
              found.items().forEach(entry -> lines.append(line(entry)));
              int left = room - found.items().size();
              return isComplete(found, left, reads)
                  ? Uni.createFrom().item(lines)
                  : add(lines, query.startingAfter(found.next().get()), left, reads - 1);
            });
  }

  private static boolean isComplete(AuditEntries found, int room, int reads) {
    return found.next().isEmpty() || room == 0 || reads == 1;
  }

  private static String line(AuditEntry entry) {
    return Csv.line(
        Stream.of(
            entry.time(),
            entry.actor(),
            entry.address(),
            entry.action(),
            entry.subject(),
            changes(entry)));
  }

  private static String changes(AuditEntry entry) {
    return Difference.of(entry).stream()
        .map(
            change ->
                change.field() + ": " + orNone(change.before()) + " → " + orNone(change.after()))
        .collect(Collectors.joining("; "));
  }

  private static String orNone(String value) {
    return Objects.requireNonNullElse(value, "—");
  }
}
