package io.leadloop.feedback.event;

import io.leadloop.lead.LeadId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The history of leads. */
@ApplicationScoped
class LeadEventRepository implements PanacheRepositoryBase<LeadEvent, UUID> {
  Uni<List<LeadEvent>> history(LeadId lead, int afterSequence, int limit) {
    return find(
            "from LeadEvent e where e.leadId = ?1 and e.sequence > ?2 order by e.sequence",
            lead.value(),
            afterSequence)
        .range(0, limit - 1)
        .list();
  }
}
