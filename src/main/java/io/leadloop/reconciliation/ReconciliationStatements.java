package io.leadloop.reconciliation;

import io.leadloop.access.read.ReadBulkhead;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import io.leadloop.provider.ProviderId;
import io.leadloop.store.Batch;
import io.leadloop.store.CallerContext;
import io.leadloop.store.IdTimes;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a provider's leads by their references, and those of a window by their ids. Each statement
 * reads at most {@link #AT_ONCE} leads by an index, whatever is stored.
 */
@Singleton
class ReconciliationStatements {
  /** Leads of one statement. */
  static final int AT_ONCE = 1000;

  /** Replicas make the ids, the database the times: their clocks may differ by that much. */
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  private static final String COLUMNS =
      """
      select l.id, l.reference, l.created_at, l.test,
        lead_state(p.state, exists (
          select from lane_request where request_id = l.id and kind = 'lead')) as state,
        p.last_error, coalesce(p.sequence, 0) as sequence,
        p.status_code, p.status_label, p.status_at
      """;

  private static final String PROGRESS =
      """
      left join lateral (select * from lead_progress where lead_id = l.id limit 1) p on true
      """;

  static final String LISTED =
      COLUMNS
          + """
          from unnest($1::text[]) given(reference)
          cross join lateral (select * from lead d
            where d.provider_id = $2 and d.reference = given.reference limit 1) l
          """
          + PROGRESS;

  static final String IN_WINDOW =
      COLUMNS
          + """
          from (select * from lead d
            where (d.provider_id, d.id) > ($1, $2) and (d.provider_id, d.id) < ($1, $3)
            order by d.provider_id, d.id limit $4) l
          """
          + PROGRESS
          + "order by l.id";

  static final String OF_CUSTOMER_IN_WINDOW =
      COLUMNS
          + """
          from (select * from lead d
            where (d.provider_id, d.customer_id, d.id) > ($1, $5, $2)
              and (d.provider_id, d.customer_id, d.id) < ($1, $5, $3)
            order by d.provider_id, d.customer_id, d.id limit $4) l
          """
          + PROGRESS
          + "order by l.id";

  /** A customer that the provider may send to, or has sent to. */
  private static final String CUSTOMER =
      """
      select c.id from customer c where c.slug = $2 and (
        exists (select from customer_grant g where g.provider_id = $1 and g.customer_id = c.id)
        or exists (select from lead l where l.provider_id = $1 and l.customer_id = c.id))
      """;

  private final ReadPool reads;
  private final ReadBulkhead bulkhead;

  ReconciliationStatements(ReadPool reads, ReadBulkhead bulkhead) {
    this.reads = reads;
    this.bulkhead = bulkhead;
  }

  /** The leads with these references, in any order; unknown ones are left out. */
  Uni<List<KnownLead>> withReferences(ProviderId provider, Collection<String> references) {
    Tuple values = Tuple.of(references.toArray(String[]::new), provider.value());
    return query(provider, LISTED, values)
        .map(rows -> rows.stream().map(ReconciliationStatements::lead).toList());
  }

  /** The customer, if it is one of the provider's. */
  Uni<Optional<UUID>> customer(ProviderId provider, String slug) {
    return query(provider, CUSTOMER, Tuple.of(provider.value(), slug))
        .map(rows -> rows.stream().map(row -> row.getUUID("id")).findFirst());
  }

  /**
   * The next leads of a window, by id; test leads are left out.
   *
   * @param after the last id that was looked at; empty at the beginning
   */
  Uni<WindowPage> inWindow(
      ProviderId provider, Window window, Optional<UUID> customer, Optional<UUID> after) {
    UUID first = after.orElse(IdTimes.first(window.from().minus(CLOCKS)));
    UUID end = IdTimes.first(window.until().plus(CLOCKS));
    Tuple values = Tuple.of(provider.value(), first, end, AT_ONCE);
    customer.ifPresent(values::addUUID);
    return query(provider, customer.isPresent() ? OF_CUSTOMER_IN_WINDOW : IN_WINDOW, values)
        .map(rows -> page(rows, window));
  }

  private static WindowPage page(List<Row> rows, Window window) {
    List<KnownLead> leads =
        rows.stream().filter(row -> isIn(window, row)).map(ReconciliationStatements::lead).toList();
    Optional<UUID> last =
        rows.size() < AT_ONCE
            ? Optional.empty()
            : Optional.of(rows.get(rows.size() - 1).getUUID("id"));
    return new WindowPage(leads, last);
  }

  private static boolean isIn(Window window, Row row) {
    Instant accepted = row.getOffsetDateTime("created_at").toInstant();
    return !row.getBoolean("test")
        && !accepted.isBefore(window.from())
        && accepted.isBefore(window.until());
  }

  private Uni<List<Row>> query(ProviderId provider, String sql, Tuple values) {
    return CallerContext.keep(
        bulkhead.read(
            provider.toString(),
            () ->
                reads
                    .get()
                    .preparedQuery(sql)
                    .execute(values)
                    .map(rows -> Batch.list(rows, row -> row))));
  }

  private static KnownLead lead(Row row) {
    Optional<LeadStatus> status =
        Optional.ofNullable(row.getString("status_code"))
            .map(
                code ->
                    new LeadStatus(
                        code,
                        row.getString("status_label"),
                        row.getOffsetDateTime("status_at").toInstant()));
    return new KnownLead(
        row.getUUID("id"),
        Optional.ofNullable(row.getString("reference")),
        LeadState.ofWireName(row.getString("state")),
        Optional.ofNullable(row.getString("last_error")),
        row.getInteger("sequence"),
        status);
  }

  /**
   * Some leads of a window.
   *
   * @param next where to continue; empty at the end
   */
  record WindowPage(List<KnownLead> leads, Optional<UUID> next) {}
}
