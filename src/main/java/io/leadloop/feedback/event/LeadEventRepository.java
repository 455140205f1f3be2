package io.leadloop.feedback.event;

import io.leadloop.lead.Lead;
import io.leadloop.store.IdTimes;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The history of leads. */
@ApplicationScoped
class LeadEventRepository implements PanacheRepositoryBase<LeadEvent, UUID> {
  /** How much the clocks of replicas and of the database may differ. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  /**
   * Reads only the months between the lead's creation and its last change: each event changes its
   * lead.
   */
  static final String HISTORY =
      """
      from LeadEvent e where e.leadId = ?1 and e.sequence > ?2 and e.id >= ?3 and e.id < ?4
      order by e.sequence
      """;

  /** The same backwards. */
  static final String HISTORY_BACKWARDS =
      """
      from LeadEvent e where e.leadId = ?1 and e.sequence < ?2 and e.id >= ?3 and e.id < ?4
      order by e.sequence desc
      """;

  Uni<List<LeadEvent>> historyBefore(Lead lead, int beforeSequence, int limit) {
    return read(HISTORY_BACKWARDS, lead, beforeSequence, limit);
  }

  Uni<List<LeadEvent>> history(Lead lead, int afterSequence, int limit) {
    return read(HISTORY, lead, afterSequence, limit);
  }

  private Uni<List<LeadEvent>> read(String query, Lead lead, int sequence, int limit) {
    return find(
            query,
            lead.id().value(),
            sequence,
            IdTimes.first(lead.createdAt().minus(CLOCK_TOLERANCE)),
            IdTimes.first(lead.updatedAt().plus(CLOCK_TOLERANCE)))
        .range(0, limit - 1)
        .list();
  }
}
