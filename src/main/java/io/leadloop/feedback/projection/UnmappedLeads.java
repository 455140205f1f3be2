package io.leadloop.feedback.projection;

import io.leadloop.oplead.status.StatusMap;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.Collection;
import java.util.List;

/**
 * Keeps which leads have a status whose name has no code, in the transaction that gives it to them
 * or takes it: a name that gets its code finds them there. A batch without such names costs
 * nothing.
 */
final class UnmappedLeads {
  static final String REMOVE = "delete from unmapped_lead where lead_id = any($1)";

  static final String KEEP =
      """
      insert into unmapped_lead (lead_id, customer_id, label, essence)
      select u.lead_id, p.customer_id, u.label, u.essence
      from unnest($1::uuid[], $2::text[], $3::text[]) as u(lead_id, label, essence)
      cross join lateral (
        select customer_id from lead_progress where lead_id = u.lead_id limit 1) p
      on conflict (lead_id) do update set label = excluded.label, essence = excluded.essence
      """;

  private UnmappedLeads() {}

  /** Records what a batch changed. */
  static Uni<Void> record(SqlClient tx, Collection<LeadProjection> leads) {
    return keep(tx, leads).chain(() -> remove(tx, leads));
  }

  private static Uni<Void> keep(SqlClient tx, Collection<LeadProjection> leads) {
    List<LeadProjection> without =
        leads.stream()
            .filter(lead -> lead.labelWithoutCode().isPresent())
            .filter(lead -> !lead.labelWithoutCode().equals(lead.labelWithoutCodeBefore()))
            .toList();
    return without.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(KEEP)
            .execute(
                Batch.of(without)
                    .uuids(lead -> lead.leadId().value())
                    .texts(lead -> lead.labelWithoutCode().orElseThrow())
                    .texts(lead -> StatusMap.essence(lead.labelWithoutCode().orElseThrow()))
                    .tuple())
            .replaceWithVoid();
  }

  private static Uni<Void> remove(SqlClient tx, Collection<LeadProjection> leads) {
    List<LeadProjection> with =
        leads.stream()
            .filter(lead -> lead.labelWithoutCodeBefore().isPresent())
            .filter(lead -> lead.labelWithoutCode().isEmpty())
            .toList();
    return with.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(REMOVE)
            .execute(Batch.of(with).uuids(lead -> lead.leadId().value()).tuple())
            .replaceWithVoid();
  }
}
