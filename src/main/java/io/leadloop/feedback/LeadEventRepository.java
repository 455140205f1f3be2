package io.leadloop.feedback;

import io.leadloop.lead.LeadId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The history of leads. */
@ApplicationScoped
class LeadEventRepository implements PanacheRepositoryBase<LeadEvent, UUID> {
  Uni<List<LeadEvent>> history(LeadId lead) {
    return list("from LeadEvent e where e.leadId = ?1 order by e.sequence", lead.value());
  }
}
