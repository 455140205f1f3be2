package io.leadloop.feedback.event;

import io.leadloop.lead.Lead;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads the published events of a lead. */
@ApplicationScoped
public class LeadHistory {
  private final LeadEventRepository events;

  LeadHistory(LeadEventRepository events) {
    this.events = events;
  }

  /**
   * Returns the lead's events, oldest first, as far as their months are kept; the caller checks
   * access.
   *
   * @param afterSequence the number of the last event to skip; 0 for none
   */
  @WithSession
  public Uni<List<LeadEvent>> of(Lead lead, int afterSequence, int limit) {
    return events.history(lead, afterSequence, limit);
  }

  /**
   * Returns the lead's events, newest first, as far as their months are kept.
   *
   * @param sequence the number of the last event that was read; one more than any for none
   */
  @WithSession
  public Uni<List<LeadEvent>> before(Lead lead, int sequence, int limit) {
    return events.historyBefore(lead, sequence, limit);
  }
}
