package io.leadloop.admin;

import io.leadloop.access.audit.Audit;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.event.LeadEvent;
import io.leadloop.feedback.event.LeadHistory;
import io.leadloop.feedback.projection.ContentReader;
import io.leadloop.forwarding.LeadRequeue;
import io.leadloop.http.Page;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadFilter;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.retention.Erasure;
import io.leadloop.store.Storable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds, retries and erases leads; each change is audited. */
@ApplicationScoped
public class LeadAdministration {
  private final Leads leads;
  private final ContentReader contents;
  private final LeadRequeue retries;
  private final Erasure erasure;
  private final LeadHistory history;
  private final Audit audit;
  private final Pool pool;

  LeadAdministration(
      Leads leads,
      ContentReader contents,
      LeadRequeue retries,
      Erasure erasure,
      LeadHistory history,
      Audit audit,
      Pool pool) {
    this.leads = leads;
    this.contents = contents;
    this.retries = retries;
    this.erasure = erasure;
    this.history = history;
    this.audit = audit;
    this.pool = pool;
  }

  /** Newest first, of one or all providers. */
  public Uni<Page<AdminLead>> list(Optional<String> provider, LeadFilter filter, int limit) {
    return leads
        .listAll(provider, filter, limit)
        .map(
            page ->
                new Page<>(
                    page.items().stream().map(AdminLead::of).toList(),
                    page.next().map(LeadId::toString).orElse(null)));
  }

  /** Fails with {@code not-found}, as do the methods below. */
  public Uni<AdminLead> show(LeadId id) {
    return find(id)
        .chain(
            lead ->
                withheldLabel(lead)
                    .map(label -> AdminLead.of(lead, lastAnswer(lead), label.orElse(null))));
  }

  /** At most one, in a list. */
  public Uni<List<AdminLead>> byId(LeadId id) {
    return leads.find(id).map(found -> found.stream().map(AdminLead::of).toList());
  }

  /** Those that Oplead knows by this id, at several customers perhaps. */
  public Uni<List<AdminLead>> byOpleadId(String id) {
    return Storable.Check.isStorable(id)
        ? leads.findByOpleadId(id).map(found -> found.stream().map(AdminLead::of).toList())
        : Uni.createFrom().item(List.of());
  }

  /** Its published events, oldest first, at most so many. */
  public Uni<List<LeadEvent>> history(LeadId id, int limit) {
    return find(id).chain(lead -> history.of(lead, 0, limit));
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
                                + " and is not too late can be sent again.")));
  }

  /** Fails with {@code lead-in-flight} while the lead is being sent. */
  Uni<AdminLead> erase(LeadId id) {
    return change(id, "lead.erase", tx -> erasure.erase(tx, id));
  }

  private Uni<AdminLead> change(LeadId id, String action, Function<SqlClient, Uni<?>> change) {
    return find(id)
        .map(lead -> AdminLead.of(lead))
        .chain(
            before ->
                pool.withTransaction(
                    tx ->
                        change
                            .apply(tx)
                            .chain(() -> audit.record(tx, action, "leads/" + id, before, null))))
        .chain(() -> show(id));
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
