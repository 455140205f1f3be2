package io.leadloop.admin.lead;

import io.leadloop.access.audit.Audit;
import io.leadloop.admin.Problems;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.event.LeadHistory;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.push.request.EndpointRequests;
import io.leadloop.silence.LeadRefresh;
import io.leadloop.silence.PolledLead;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;

/** Asks Oplead for a lead, and sends its events again; each is audited, and may be repeated. */
@Singleton
public class LeadActions {
  private final Leads leads;
  private final LeadRefresh refresh;
  private final LeadHistory history;
  private final EndpointRequests endpoints;
  private final Outbox outbox;
  private final Audit audit;
  private final Pool pool;

  LeadActions(
      Leads leads,
      LeadRefresh refresh,
      LeadHistory history,
      EndpointRequests endpoints,
      Outbox outbox,
      Audit audit,
      Pool pool) {
    this.leads = leads;
    this.refresh = refresh;
    this.history = history;
    this.endpoints = endpoints;
    this.outbox = outbox;
    this.audit = audit;
    this.pool = pool;
  }

  /**
   * Asks Oplead for the lead now, within the customer's quota; a status that is new is published,
   * as that of a callback is. Fails with {@code not-found}, {@code not-pollable}, {@code
   * rate-limited} and {@code oplead-unavailable}.
   */
  public Uni<LeadPollView> poll(LeadId id) {
    return find(id)
        .chain(refresh::poll)
        .chain(
            polled ->
                pool.withTransaction(tx -> keep(tx, id, polled))
                    .replaceWith(() -> LeadPollView.of(polled)));
  }

  private Uni<Void> keep(SqlClient tx, LeadId id, PolledLead polled) {
    return outbox
        .append(tx, polled.feedback().stream().toList())
        .chain(
            () ->
                audit.record(
                    tx, "lead.poll", subject(id), null, LeadPollView.of(polled).withoutLabel()));
  }

  /**
   * Sends the lead's events again, in order, to each endpoint of its provider that takes events
   * now. Fails with {@code not-found}, and with {@code nothing-to-resend} where there is no event
   * or no such endpoint.
   */
  public Uni<LeadResendView> resend(LeadId id) {
    return find(id)
        .call(this::requireEvent)
        .chain(lead -> endpoints.resendLead(lead.provider(), id.value()))
        .map(sent -> LeadResendView.of(id, sent));
  }

  private Uni<Void> requireEvent(Lead lead) {
    return history
        .of(lead, 0, 1)
        .invoke(
            first -> {
              if (first.isEmpty()) {
                throw new ProblemException(
                    ErrorCode.NOTHING_TO_RESEND, "The lead has no event so far.");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Lead> find(LeadId id) {
    return leads.find(id).map(found -> found.orElseThrow(() -> Problems.notFound("lead")));
  }

  private static String subject(LeadId id) {
    return "leads/" + id;
  }
}
