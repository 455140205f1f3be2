package io.leadloop.feedback.event;

import io.leadloop.lead.LeadId;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What a lead's provider was told, for the edges that show it. */
@ApplicationScoped
public class LeadHistory {
  private final LeadEventRepository events;

  LeadHistory(LeadEventRepository events) {
    this.events = events;
  }

  /**
   * The lead's events, oldest first; the caller checks who may see them.
   *
   * @param afterSequence the number of the last event that is not wanted any more; 0 for none
   */
  @WithSession
  public Uni<List<LeadEvent>> of(LeadId lead, int afterSequence, int limit) {
    return events.history(lead, afterSequence, limit);
  }
}
