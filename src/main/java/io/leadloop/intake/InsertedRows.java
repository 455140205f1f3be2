package io.leadloop.intake;

import io.leadloop.customer.CustomerId;
import io.leadloop.forwarding.FirstAttempts;
import io.leadloop.lane.QueueEstimate;
import io.leadloop.lead.LeadId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The result of an insert: the new leads, and the state of each lane before them. */
final class InsertedRows {
  private final Map<LeadId, Instant> taken = new HashMap<>();
  private final Map<CustomerId, QueueEstimate> lanes = new HashMap<>();
  private final Map<LeadId, Row> claimed = new HashMap<>();
  private final Set<CustomerId> toWake = new HashSet<>();

  private InsertedRows() {}

  static InsertedRows read(RowSet<Row> rows) {
    InsertedRows inserted = new InsertedRows();
    rows.forEach(inserted::add);
    return inserted;
  }

  /** The lanes that got new leads into their queue and may send soon. */
  Set<CustomerId> lanesToWake() {
    return toWake;
  }

  /** Those of these leads that were claimed for their first attempt. */
  List<FirstAttempts.NewLead> claimed(List<LeadRow> leads) {
    return leads.stream()
        .filter(lead -> claimed.containsKey(lead.id()))
        .map(
            lead ->
                new FirstAttempts.NewLead(
                    lead.id(),
                    taken.get(lead.id()),
                    claimed.get(lead.id()),
                    Optional.ofNullable(lead.reference()),
                    lead.test(),
                    lead.sealedDocument()))
        .toList();
  }

  /** The result per lead, in order; empty for leads that already existed. */
  List<Optional<Admission>> of(List<LeadRow> leads) {
    Map<CustomerId, Long> ahead = new HashMap<>();
    lanes.forEach((customer, lane) -> ahead.put(customer, Math.max(0, lane.waiting())));
    List<Optional<Admission>> answers = new ArrayList<>(leads.size());
    for (LeadRow lead : leads) {
      Instant at = taken.get(lead.id());
      answers.add(Optional.ofNullable(at).map(time -> place(lead.customer(), time, ahead)));
    }
    return answers;
  }

  private Admission place(CustomerId customer, Instant at, Map<CustomerId, Long> ahead) {
    return new Admission(at, lanes.get(customer), ahead.merge(customer, 1L, Long::sum) - 1);
  }

  private void add(Row row) {
    LeadId lead = new LeadId(row.getUUID("id"));
    CustomerId customer = new CustomerId(row.getUUID("lane"));
    taken.put(lead, time(row, "created_at"));
    lanes.computeIfAbsent(customer, c -> QueueEstimate.of(row));
    if (row.getBoolean("is_claimed")) {
      claimed.put(lead, row);
    } else if (row.getBoolean("may_send")) {
      toWake.add(customer);
    }
  }

  private static Instant time(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
