package io.leadloop.admin.feedback;

import io.leadloop.access.audit.Audit;
import io.leadloop.admin.Problems;
import io.leadloop.customer.Customers;
import io.leadloop.error.ChangeAnswer;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.label.LabelCorrections;
import io.leadloop.feedback.label.LabelMapping;
import io.leadloop.feedback.label.LabelMappingRepository;
import io.leadloop.feedback.projection.LabelMappings;
import io.leadloop.http.Page;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.status.StatusMap;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Gives labels their codes and corrects the leads that had them before; each change is audited.
 * Every replica reads by a new mapping within seconds.
 */
@ApplicationScoped
public class LabelAdministration {
  /** The most labels that have their code from here. */
  public static final int MOST = LabelMappingRepository.MOST;

  private final LabelMappingRepository labels;
  private final LabelCorrections corrections;
  private final LabelMappings known;
  private final StatusMap table;
  private final Customers customers;
  private final Audit audit;
  private final Pool pool;

  LabelAdministration(
      LabelMappingRepository labels,
      LabelCorrections corrections,
      LabelMappings known,
      StatusMap table,
      Customers customers,
      Audit audit,
      Pool pool) {
    this.labels = labels;
    this.corrections = corrections;
    this.known = known;
    this.table = table;
    this.customers = customers;
    this.audit = audit;
    this.pool = pool;
  }

  /** The oldest first. */
  public Uni<Page<LabelView>> list(Optional<UUID> after, int limit) {
    return labels
        .list(after, limit + 1)
        .map(found -> found.stream().map(LabelView::of).toList())
        .map(found -> Page.of(found, limit, last -> last.id().toString()));
  }

  /** Fails with {@code not-found}. */
  public Uni<LabelView> show(UUID id) {
    return labels.find(id).map(found -> LabelView.of(required(found)));
  }

  /**
   * Gives a label its code, or another one. Fails with {@code invalid-body} for a label without
   * letters and digits or one that the API profile knows, and for a customer that does not exist.
   */
  public Uni<LabelView> put(NewLabel asked) {
    check(asked);
    Optional<String> customer = Optional.ofNullable(asked.customer());
    return requireCustomer(customer)
        .chain(() -> pool.withTransaction(tx -> put(tx, asked, customer)))
        .invoke(known::forget)
        .map(LabelView::of);
  }

  private void check(NewLabel asked) {
    if (StatusMap.essence(asked.label()).isEmpty()) {
      throw invalid("/label", "must have a letter or a digit");
    }
    StatusCode code = table.codeOf(asked.label());
    if (code != StatusCode.OTHER) {
      throw invalid(
          "/label", "has the code " + code.wireName() + " in the API profile; change it there");
    }
  }

  private Uni<Void> requireCustomer(Optional<String> slug) {
    return slug.isEmpty()
        ? Uni.createFrom().voidItem()
        : customers
            .find(slug.orElseThrow())
            .invoke(
                found -> {
                  if (found.isEmpty()) {
                    throw invalid("/customer", "is no customer");
                  }
                })
            .replaceWithVoid();
  }

  private Uni<LabelMapping> put(SqlClient tx, NewLabel asked, Optional<String> customer) {
    return labels
        .find(tx, asked.label(), customer)
        .call(before -> requireRoom(tx, before))
        .chain(
            before ->
                labels
                    .put(tx, asked.label(), customer, StatusCode.ofWireName(asked.code()))
                    .chain(id -> find(tx, id))
                    .call(after -> record(tx, "status.map", before.orElse(null), after)));
  }

  private Uni<Void> requireRoom(SqlClient tx, Optional<LabelMapping> before) {
    return labels
        .count(tx)
        .invoke(
            count -> {
              if (before.isEmpty() && count >= LabelMappingRepository.MOST) {
                throw invalid(
                    "/label",
                    "is one too many: there are " + LabelMappingRepository.MOST + " mapped labels");
              }
            })
        .replaceWithVoid();
  }

  /**
   * Removes a mapping, and cancels its run. Leads that had the code keep it; the next callback with
   * the label is other again. Fails with {@code not-found}.
   */
  public Uni<Void> remove(UUID id) {
    return pool.withTransaction(
            tx ->
                find(tx, id)
                    .call(() -> labels.remove(tx, id))
                    .chain(mapping -> record(tx, "status.unmap", mapping, null)))
        .invoke(known::forget);
  }

  /** What a run would do. Fails with {@code not-found}. */
  public Uni<CorrectionOutlook> outlook(UUID id) {
    return show(id)
        .chain(
            label ->
                corrections
                    .waiting(id)
                    .map(leads -> new CorrectionOutlook(leads, label.correction())));
  }

  /**
   * Starts a run that corrects the leads that had the label before; where one is running, nothing
   * happens. Fails with {@code not-found}.
   */
  public Uni<CorrectionOutlook> correct(UUID id) {
    return corrections
        .waiting(id)
        .chain(
            leads ->
                run(id, "status.correct", tx -> corrections.start(tx, id, leads))
                    .map(run -> new CorrectionOutlook(leads, run)))
        .invoke(corrections::wake);
  }

  /** Cancels the run: what it has appended is published all the same. */
  public Uni<CorrectionOutlook> cancel(UUID id) {
    return run(id, "status.correct-cancel", tx -> corrections.cancel(tx, id))
        .chain(run -> waiting(id, run).map(leads -> new CorrectionOutlook(leads, run)));
  }

  /** Where they cannot be counted, as many as the run has left out. */
  private Uni<Integer> waiting(UUID id, LabelView.Correction run) {
    return ChangeAnswer.of(
        subject(id),
        corrections.waiting(id),
        () -> run == null ? 0 : run.planned() - run.corrected());
  }

  /**
   * The last run, once the change is made.
   *
   * @param change whether it changed anything, which is audited
   */
  private Uni<LabelView.Correction> run(
      UUID id, String action, Function<SqlClient, Uni<Boolean>> change) {
    return pool.withTransaction(
        tx ->
            find(tx, id)
                .call(
                    mapping ->
                        change
                            .apply(tx)
                            .chain(
                                changed ->
                                    changed
                                        ? record(tx, action, mapping, null)
                                        : Uni.createFrom().voidItem()))
                .chain(() -> find(tx, id))
                .map(after -> LabelView.of(after).correction()));
  }

  private Uni<LabelMapping> find(SqlClient tx, UUID id) {
    return labels.find(tx, id).map(LabelAdministration::required);
  }

  private Uni<Void> record(SqlClient tx, String action, LabelMapping before, LabelMapping after) {
    UUID id = before == null ? after.id() : before.id();
    return audit.record(
        tx,
        action,
        subject(id),
        before == null ? null : LabelView.of(before),
        after == null ? null : LabelView.of(after));
  }

  private static String subject(UUID id) {
    return "statuses/labels/" + id;
  }

  private static LabelMapping required(Optional<LabelMapping> found) {
    return found.orElseThrow(() -> Problems.notFound("mapped label"));
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_BODY, List.of(new FieldError(pointer, detail)));
  }
}
