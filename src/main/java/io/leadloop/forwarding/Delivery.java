package io.leadloop.forwarding;

import io.leadloop.feedback.CallbackTokens;
import io.leadloop.lead.Leads;
import io.leadloop.oplead.OpleadAccount;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.oplead.OpleadLead;
import io.leadloop.oplead.OpleadReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** One attempt: opens what is sealed, adds what the gateway owns, asks Oplead, masks its words. */
@ApplicationScoped
class Delivery {
  private final OpleadClient oplead;
  private final Accounts accounts;
  private final Leads leads;
  private final CallbackTokens callbacks;

  Delivery(OpleadClient oplead, Accounts accounts, Leads leads, CallbackTokens callbacks) {
    this.oplead = oplead;
    this.accounts = accounts;
    this.leads = leads;
    this.callbacks = callbacks;
  }

  Uni<OpleadReply> attempt(ClaimedLead lead) {
    byte[] document = leads.openDocument(lead.id(), lead.sealedDocument());
    URI webhook = callbacks.addressFor(lead.id());
    OpleadAccount account = accounts.of(lead.customer(), lead.account());
    Uni<OpleadReply> reply =
        lead.lookUp()
            ? oplead.findLead(account, webhook, lead.sender().reference())
            : oplead.createLead(
                account,
                new OpleadLead(document, lead.sender().providerName(), webhook, lead.test()));
    return reply.map(said -> said.with(ReasonMask.mask(said.outcome(), document)));
  }
}
