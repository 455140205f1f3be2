package io.leadloop.admin;

import io.leadloop.access.audit.Audit;
import io.leadloop.error.ChangeAnswer;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.projection.ContentReader;
import io.leadloop.forwarding.FailedAttempts;
import io.leadloop.forwarding.LeadRequeue;
import io.leadloop.http.Page;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadFilter;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadPage;
import io.leadloop.lead.Leads;
import io.leadloop.retention.Erasure;
import io.leadloop.store.Storable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Finds, retries and erases leads; each change is audited. */
@ApplicationScoped
public class LeadAdministration {
  private static final int MOST_FAILURES = 20;

  private final Leads leads;
  private final ContentReader contents;
  private final LeadRequeue retries;
  private final Erasure erasure;
  private final FailedAttempts failures;
  private final Audit audit;
  private final Pool pool;
  private final Clock clock;

  LeadAdministration(
      Leads leads,
      ContentReader contents,
      LeadRequeue retries,
      Erasure erasure,
      FailedAttempts failures,
      Audit audit,
      Pool pool,
      Clock clock) {
    this.leads = leads;
    this.contents = contents;
    this.retries = retries;
    this.erasure = erasure;
    this.failures = failures;
    this.audit = audit;
    this.pool = pool;
    this.clock = clock;
  }

  /** Newest first, of one or all providers. */
  public Uni<Page<AdminLead>> list(Optional<String> provider, LeadFilter filter, int limit) {
    return page(provider, filter, limit).map(LeadAdministration::view);
  }

  /** The same as leads, with their providers and customers. */
  public Uni<LeadPage> page(Optional<String> provider, LeadFilter filter, int limit) {
    return leads.listAll(provider, filter, limit);
  }

  public static Page<AdminLead> view(LeadPage page) {
    return new Page<>(
        page.items().stream().map(AdminLead::of).toList(),
        page.next().map(LeadId::toString).orElse(null));
  }

  /** Fails with {@code not-found}, as do the methods below. */
  public Uni<AdminLead> show(LeadId id) {
    return find(id)
        .chain(
            lead ->
                withheldLabel(lead)
                    .chain(
                        label ->
                            failures
                                .before(id, FailedAttempts.AFTER_ALL, MOST_FAILURES)
                                .map(
                                    failed ->
                                        AdminLead.of(
                                            lead, failed, lastAnswer(lead), label.orElse(null)))));
  }

  /** At most one, in a list. */
  public Uni<List<Lead>> byId(LeadId id) {
    return leads.find(id).map(found -> found.stream().toList());
  }

  /** Those that Oplead knows by this id, at several customers perhaps. */
  public Uni<List<Lead>> byOpleadId(String id) {
    return Storable.Check.isStorable(id)
        ? leads.findByOpleadId(id)
        : Uni.createFrom().item(List.of());
  }

  private String lastAnswer(Lead lead) {
    return lead.lastAnswer().map(kept -> leads.openAnswer(lead.id(), kept)).orElse(null);
  }

  private Uni<Optional<String>> withheldLabel(Lead lead) {
    return lead.status().filter(status -> status.label() == null).isPresent()
        ? contents.lastLabel(lead.id())
        : Uni.createFrom().item(Optional.empty());
  }

  /** Fails with {@code not-retryable} if the lead's state does not allow it. */
  public Uni<AdminLead> retry(LeadId id) {
    return change(
        id,
        "lead.retry",
        tx ->
            retries
                .retry(tx, id)
                .invoke(
                    done ->
                        require(
                            done,
                            ErrorCode.NOT_RETRYABLE,
                            "Only a rejected, expired, held or uncertain lead that was not erased"
                                + " and is not too late can be sent again.")),
        before -> before.requeued(retries.stateAfter(before.state()), clock.instant()));
  }

  /** Fails with {@code lead-in-flight} while the lead is being sent. */
  public Uni<AdminLead> erase(LeadId id) {
    return change(
        id,
        "lead.erase",
        tx -> erasure.erase(tx, id),
        before -> before.erasedAt() == null ? before.erased(clock.instant()) : before);
  }

  /**
   * @param made what the change makes of a lead, which is the answer where the lead cannot be read
   *     again: it was changed
   */
  private Uni<AdminLead> change(
      LeadId id, String action, Function<SqlClient, Uni<?>> change, UnaryOperator<AdminLead> made) {
    return find(id)
        .map(lead -> AdminLead.of(lead))
        .call(
            before ->
                pool.withTransaction(
                    tx ->
                        change
                            .apply(tx)
                            .chain(
                                () ->
                                    audit.record(
                                        tx, action, "leads/" + id, before.withoutTexts(), null))))
        .chain(before -> ChangeAnswer.of("leads/" + id, show(id), () -> made.apply(before)));
  }

  private Uni<Lead> find(LeadId id) {
    return leads.find(id).map(found -> found.orElseThrow(() -> Problems.notFound("lead")));
  }

  private static void require(boolean done, ErrorCode code, String detail) {
    if (!done) {
      throw new ProblemException(code, detail);
    }
  }
}
