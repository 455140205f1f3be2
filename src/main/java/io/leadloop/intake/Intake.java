package io.leadloop.intake;

import io.leadloop.customer.CustomerId;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Accepts leads: once for each reference of a provider, for ever. Whether a reference is new is the
 * database's word, not that of a look before the insert.
 */
@ApplicationScoped
class Intake {
  private static final String INSERT =
      """
      insert into lead (id, provider_id, customer_id, reference, fingerprint, document)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (provider_id, reference) do nothing
      returning created_at
      """;

  private final Pool pool;
  private final Providers providers;
  private final Leads leads;
  private final Fingerprints fingerprints;

  Intake(Pool pool, Providers providers, Leads leads, Fingerprints fingerprints) {
    this.pool = pool;
    this.providers = providers;
    this.leads = leads;
    this.fingerprints = fingerprints;
  }

  /**
   * The lead that the submission made, or that an equal one made before under the same reference.
   * Fails with {@code customer-not-granted} or {@code reference-conflict}.
   */
  Uni<Accepted> accept(Provider provider, LeadSubmission submission) {
    return providers
        .granted(provider.id(), submission.customer())
        .map(customer -> customer.orElseThrow(Intake::notGranted))
        .chain(customer -> insert(provider, customer, submission));
  }

  private Uni<Accepted> insert(Provider provider, CustomerId customer, LeadSubmission submission) {
    LeadId id = LeadId.next();
    Tuple row =
        Tuple.of(id.value(), provider.id().value(), customer.value())
            .addValue(submission.reference().orElse(null))
            .addValue(Buffer.buffer(fingerprints.of(submission)))
            .addValue(Buffer.buffer(leads.sealDocument(id, submission.document())));
    return pool.preparedQuery(INSERT)
        .execute(row)
        .chain(
            inserted ->
                inserted.size() == 0
                    ? replay(provider, submission)
                    : Uni.createFrom().item(created(id, submission, inserted)));
  }

  private static Accepted created(LeadId id, LeadSubmission submission, RowSet<Row> inserted) {
    Row row = inserted.iterator().next();
    return new Accepted(
        LeadView.queued(id, submission, row.getOffsetDateTime("created_at").toInstant()), false);
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

  private static ProblemException notGranted() {
    return new ProblemException(
        ErrorCode.CUSTOMER_NOT_GRANTED, "No customer of that slug takes leads from you.");
  }

  /**
   * @param replayed whether an earlier submission made the lead
   */
  record Accepted(LeadView lead, boolean replayed) {}
}
