package io.leadloop.bulk;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;

import io.leadloop.lead.LeadState;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Selects the leads of a page that an operation may change. */
@ApplicationScoped
class BulkCandidates {
  /** A held lead of a stopped lane would be held again at once. */
  static final String SELECT =
      """
      select l.lead_id, l.customer_id, l.state = 'held' and s.state <> 'open' as is_stopped
      from resendable_leads($1, $2) l
      cross join lateral (select state from lane where customer_id = l.customer_id limit 1) s
      """;

  /** The leads of one page. */
  Uni<Page> of(SqlClient client, Collection<UUID> leads, Set<LeadState> states) {
    if (leads.isEmpty()) {
      return Uni.createFrom().item(new Page(List.of(), Map.of(), 0));
    }
    return client
        .preparedQuery(SELECT)
        .execute(
            Batch.of(leads)
                .uuids(id -> id)
                .value(states.stream().map(LeadState::wireName).toArray(String[]::new))
                .tuple())
        .map(rows -> page(Batch.list(rows, row -> row)));
  }

  private static Page page(List<Row> rows) {
    Map<Boolean, List<Row>> byStop =
        rows.stream().collect(partitioningBy(row -> row.getBoolean("is_stopped")));
    List<Row> chosen = byStop.get(false);
    return new Page(
        chosen.stream().map(row -> row.getUUID("lead_id")).toList(),
        chosen.stream().collect(groupingBy(row -> row.getUUID("customer_id"), counting())),
        byStop.get(true).size());
  }

  /**
   * @param leads those that may be changed
   * @param byCustomer how many of them each customer has
   * @param stopped others, which are held in stopped lanes
   */
  record Page(List<UUID> leads, Map<UUID, Long> byCustomer, long stopped) {}
}
