package io.leadloop.intake;

import io.leadloop.customer.CustomerId;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderDirectory;
import io.leadloop.store.GroupCommit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * Accepts leads: once for each reference of a provider, for ever. Whether a reference is new is the
 * database's word, not that of a look before the insert.
 */
@ApplicationScoped
class Intake {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

  private final ProviderDirectory providers;
  private final Leads leads;
  private final Fingerprints fingerprints;
  private final LeadInserts inserts;

  Intake(ProviderDirectory providers, Leads leads, Fingerprints fingerprints, LeadInserts inserts) {
    this.providers = providers;
    this.leads = leads;
    this.fingerprints = fingerprints;
    this.inserts = inserts;
  }

  /**
   * The lead that the submission made, or that an equal one made before under the same reference.
   * Fails with {@code customer-not-granted}, {@code reference-conflict} or {@code
   * store-unavailable}.
   */
  Uni<Accepted> accept(Provider provider, LeadSubmission submission) {
    return providers
        .granted(provider.id(), submission.customer())
        .map(customer -> customer.orElseThrow(Intake::notGranted))
        .chain(customer -> insert(provider, customer, submission));
  }

  private Uni<Accepted> insert(Provider provider, CustomerId customer, LeadSubmission submission) {
    NewLead lead = seal(provider, customer, submission);
    return inserts
        .insert(lead)
        .onFailure(GroupCommit.FullException.class)
        .transform(full -> overloaded())
        .chain(
            taken ->
                taken.isPresent()
                    ? Uni.createFrom().item(created(lead.id(), submission, taken.get()))
                    : replay(provider, submission));
  }

  private NewLead seal(Provider provider, CustomerId customer, LeadSubmission submission) {
    LeadId id = LeadId.next();
    return new NewLead(
        id,
        provider.id(),
        customer,
        submission.reference().orElse(null),
        submission.notAfter().orElse(null),
        fingerprints.of(submission),
        leads.sealDocument(id, submission.document()));
  }

  private static Accepted created(LeadId id, LeadSubmission submission, Instant at) {
    return new Accepted(LeadView.queued(id, submission, at), false);
  }

  private Uni<Accepted> replay(Provider provider, LeadSubmission submission) {
    String reference = submission.reference().orElseThrow();
    return leads
        .findByReference(provider.id(), reference)
        .map(first -> replay(first.orElseThrow(), submission));
  }

  private Accepted replay(Lead first, LeadSubmission submission) {
    if (!fingerprints.match(first.fingerprint(), submission)) {
      String detail = "The reference belongs to lead " + first.id() + ", which was another one.";
      throw new ProblemException(ErrorCode.REFERENCE_CONFLICT, detail);
    }
    return new Accepted(LeadView.of(first), true);
  }

  private static ProblemException overloaded() {
    return ProblemException.passing(
        ErrorCode.STORE_UNAVAILABLE, "Too many leads wait to be stored.", COME_BACK_AFTER);
  }

  private static ProblemException notGranted() {
    return new ProblemException(
        ErrorCode.CUSTOMER_NOT_GRANTED, "No customer of that slug takes leads from you.");
  }

  /**
   * @param replayed whether an earlier submission made the lead
   */
  record Accepted(LeadView lead, boolean replayed) {}
}
