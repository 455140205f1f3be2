package io.leadloop.forwarding;

import io.leadloop.customer.OpleadAccounts;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lane.UnpreparedException;
import io.leadloop.lead.Leads;
import io.leadloop.lead.text.LeadValues;
import io.leadloop.oplead.OpleadAccount;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.oplead.OpleadLead;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** One attempt: decrypts the document, adds the members that the gateway owns, and asks Oplead. */
@ApplicationScoped
class LeadDelivery {
  private static final Logger LOG = Logger.getLogger(LeadDelivery.class);

  /** Shorter than a telephone number, or a UUID or another long number in hexadecimal digits. */
  private static final Pattern IMPERSONAL_ID =
      Pattern.compile("[0-9]{1,7}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[0-9a-fA-F]{24,}");

  private final OpleadClient oplead;
  private final OpleadAccounts accounts;
  private final Leads leads;
  private final CallbackTokens callbacks;

  LeadDelivery(
      OpleadClient oplead, OpleadAccounts accounts, Leads leads, CallbackTokens callbacks) {
    this.oplead = oplead;
    this.accounts = accounts;
    this.leads = leads;
    this.callbacks = callbacks;
  }

  /**
   * @throws UnpreparedException before anything is sent
   */
  Uni<OpleadReply> attempt(ClaimedLead lead) {
    byte[] document;
    OpleadAccount account;
    try {
      document = leads.openDocument(lead.id(), lead.sealedDocument());
      account = accounts.of(lead.account());
    } catch (RuntimeException e) {
      throw new UnpreparedException(e);
    }
    URI webhook = callbacks.addressFor(lead.id());
    Uni<OpleadReply> reply =
        lead.lookUp()
            ? oplead.findLead(account, webhook, lead.sender().reference())
            : oplead.createLead(
                account,
                new OpleadLead(document, lead.sender().providerName(), webhook, lead.test()));
    return reply.map(said -> said.with(withoutPersonalId(said.outcome(), document)));
  }

  /**
   * An id is kept in clear and published, so one that spells a person's name or telephone number is
   * not taken. What cannot, as most ids, costs no look into the document.
   */
  private static Outcome withoutPersonalId(Outcome outcome, byte[] document) {
    return outcome instanceof Outcome.Accepted accepted
        ? new Outcome.Accepted(accepted.opleadId().filter(id -> isImpersonal(id, document)))
        : outcome;
  }

  /** Whatever goes wrong here costs the id and not what Oplead answered. */
  private static boolean isImpersonal(String id, byte[] document) {
    try {
      return IMPERSONAL_ID.matcher(id).matches()
          || LeadValues.of(document).filter(values -> !values.areSpelledBy(id)).isPresent();
    } catch (RuntimeException | StackOverflowError bug) {
      LOG.errorf("a lead's values could not be compared cause=%s", bug.getClass().getName());
      return false;
    }
  }
}
