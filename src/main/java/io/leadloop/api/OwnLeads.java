package io.leadloop.api;

import io.leadloop.access.Caller;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Finds the caller's leads; another provider's lead is not found. */
@Singleton
public class OwnLeads {
  private final Caller caller;
  private final Leads leads;

  OwnLeads(Caller caller, Leads leads) {
    this.caller = caller;
    this.leads = leads;
  }

  /**
   * Finds a lead; fails with {@code not-found}.
   *
   * @param id the id in the path; an unparsable id is treated as not found
   */
  public Uni<Lead> find(String id) {
    return Uni.createFrom()
        .item(() -> leadId(id))
        .chain(lead -> leads.find(caller.provider().id(), lead))
        .map(found -> found.orElseThrow(OwnLeads::notFound));
  }

  /** Finds a lead as a bounded read, for requests that do nothing else in the database. */
  @BoundedRead
  public Uni<Lead> look(String id) {
    return find(id);
  }

  private static LeadId leadId(String text) {
    try {
      return new LeadId(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      throw notFound();
    }
  }

  private static ProblemException notFound() {
    return new ProblemException(ErrorCode.NOT_FOUND, "You have no lead with that id.");
  }
}
