package io.leadloop.intake;

import io.leadloop.access.Caller;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Finds the leads of whoever makes the request; another provider's lead is not found. */
@Singleton
public class OwnLeads {
  private final Caller caller;
  private final Leads leads;

  OwnLeads(Caller caller, Leads leads) {
    this.caller = caller;
    this.leads = leads;
  }

  /**
   * Fails with {@code not-found}.
   *
   * @param id as it stands in the path: what is no id is no lead
   */
  public Uni<Lead> find(String id) {
    return Uni.createFrom()
        .item(() -> leadId(id))
        .chain(lead -> leads.find(caller.provider().id(), lead))
        .map(found -> found.orElseThrow(OwnLeads::notFound));
  }

  private static LeadId leadId(String text) {
    try {
      return new LeadId(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      throw notFound();
    }
  }

  private static ProblemException notFound() {
    return new ProblemException(ErrorCode.NOT_FOUND, "You have no lead of that id.");
  }
}
