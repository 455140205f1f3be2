package io.leadloop.intake;

import io.leadloop.customer.CustomerId;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadTraces;
import io.leadloop.lead.Leads;
import io.leadloop.oplead.FormFields;
import io.leadloop.provider.GrantedCustomer;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderDirectory;
import io.leadloop.store.GroupCommit;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accepts leads, exactly once per reference of a provider. The insert itself decides whether a
 * reference is new, not a read before it.
 */
@Singleton
public class Intake {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);
  private static final Duration TRY_AGAIN_AFTER = Duration.ofMillis(20);
  private static final Duration TRY_AGAIN_EVERY = Duration.ofSeconds(1);

  private final ProviderDirectory providers;
  private final Leads leads;
  private final FormFields forms;
  private final Fingerprints fingerprints;
  private final LeadInserts inserts;
  private final IntakeMetrics metrics;
  private final LeadTraces traces;
  private final Duration window;
  private final Clock clock;

  Intake(
      ProviderDirectory providers,
      Leads leads,
      FormFields forms,
      Fingerprints fingerprints,
      LeadInserts inserts,
      IntakeMetrics metrics,
      LeadTraces traces,
      LaneConfig lane,
      Clock clock) {
    this.providers = providers;
    this.leads = leads;
    this.forms = forms;
    this.fingerprints = fingerprints;
    this.inserts = inserts;
    this.metrics = metrics;
    this.traces = traces;
    this.window = lane.window();
    this.clock = clock;
  }

  /** Accepts one submission. Fails with {@code store-unavailable} when too many are waiting. */
  public Uni<Receipt> accept(Provider provider, LeadSubmission submission) {
    return acceptBatch(provider, List.of(submission))
        .map(receipts -> receipts.get(0))
        .onFailure(GroupCommit.FullException.class)
        .transform(full -> overloaded());
  }

  /**
   * Accepts submissions and returns their receipts in order. Waits while too many are waiting, so
   * bulk requests are slowed down instead of refused.
   */
  public Uni<List<Receipt>> acceptAll(Provider provider, List<LeadSubmission> submissions) {
    return acceptBatch(provider, submissions)
        .onFailure(GroupCommit.FullException.class)
        .retry()
        .withBackOff(TRY_AGAIN_AFTER, TRY_AGAIN_EVERY)
        .indefinitely();
  }

  private Uni<List<Receipt>> acceptBatch(Provider provider, List<LeadSubmission> submissions) {
    Instant began = clock.instant();
    return customers(provider, submissions)
        .map(customers -> candidates(provider, submissions, customers))
        .call(this::insert)
        .call(candidates -> replay(provider, candidates))
        .map(candidates -> candidates.stream().map(PendingSubmission::receipt).toList())
        .invoke(metrics::count)
        .invoke(receipts -> receipts.forEach(receipt -> trace(receipt, began)));
  }

  private void trace(Receipt receipt, Instant began) {
    if (receipt instanceof Receipt.Accepted accepted) {
      LeadView lead = accepted.view();
      traces.record(
          "accept",
          SpanKind.SERVER,
          lead.id(),
          began,
          Map.of("leadloop.customer", lead.customer()));
    }
  }

  /** The submissions' customers by slug; empty if not granted. */
  private Uni<Map<String, Optional<GrantedCustomer>>> customers(
      Provider provider, List<LeadSubmission> submissions) {
    Map<String, Optional<GrantedCustomer>> customers = new HashMap<>();
    Uni<Void> found = Uni.createFrom().voidItem();
    for (LeadSubmission submission : submissions) {
      String slug = submission.customer();
      if (customers.putIfAbsent(slug, Optional.empty()) == null) {
        found =
            found
                .chain(() -> providers.granted(provider.id(), slug))
                .invoke(customer -> customers.put(slug, customer))
                .replaceWithVoid();
      }
    }
    return found.replaceWith(customers);
  }

  private List<PendingSubmission> candidates(
      Provider provider,
      List<LeadSubmission> submissions,
      Map<String, Optional<GrantedCustomer>> customers) {
    return submissions.stream()
        .map(submission -> candidate(provider, submission, customers.get(submission.customer())))
        .toList();
  }

  private PendingSubmission candidate(
      Provider provider, LeadSubmission submission, Optional<GrantedCustomer> customer) {
    if (customer.isEmpty()) {
      return PendingSubmission.notGranted(submission);
    }
    if (customer.get().isByForm() && submission.test()) {
      return PendingSubmission.untestable(submission);
    }
    List<FieldError> unfit = customer.get().isByForm() ? formErrors(submission) : List.of();
    if (!unfit.isEmpty()) {
      return PendingSubmission.unfit(submission, unfit);
    }
    return submission.notAfter().filter(time -> !time.isAfter(clock.instant())).isPresent()
        ? PendingSubmission.late(submission)
        : PendingSubmission.of(submission, seal(provider, customer.get().id(), submission));
  }

  private List<FieldError> formErrors(LeadSubmission submission) {
    return forms.faults(submission.content()).entrySet().stream()
        .map(
            fault ->
                new FieldError("/lead/" + FieldError.escaped(fault.getKey()), fault.getValue()))
        .limit(ProblemException.MOST_ERRORS)
        .toList();
  }

  private LeadRow seal(Provider provider, CustomerId customer, LeadSubmission submission) {
    LeadId id = LeadId.next();
    return new LeadRow(
        id,
        provider.id(),
        customer,
        submission.reference().orElse(null),
        submission.notAfter().orElse(null),
        submission.test(),
        fingerprints.of(submission),
        leads.sealDocument(id, submission.document()));
  }

  private Uni<Void> insert(List<PendingSubmission> candidates) {
    List<PendingSubmission> written =
        candidates.stream().filter(c -> c.lead().isPresent()).toList();
    return inserts
        .insert(written.stream().map(c -> c.lead().orElseThrow()).toList())
        .invoke(
            rows -> {
              for (int i = 0; i < rows.size(); i++) {
                written.get(i).settle(rows.get(i), window);
              }
            })
        .replaceWithVoid();
  }

  /** If it fails, only the repeats do: the others are on disk by now. */
  private Uni<Void> replay(Provider provider, List<PendingSubmission> candidates) {
    List<PendingSubmission> open = candidates.stream().filter(c -> c.receipt() == null).toList();
    if (open.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return leads
        .findByReferences(provider.id(), open.stream().map(PendingSubmission::reference).toList())
        .invoke(firsts -> open.forEach(c -> c.settle(firsts.get(c.reference()), fingerprints)))
        .onFailure()
        .invoke(e -> open.forEach(c -> c.refuse(e)))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private static ProblemException overloaded() {
    return ProblemException.passing(
        ErrorCode.STORE_UNAVAILABLE, "Too many leads wait to be stored.", COME_BACK_AFTER);
  }
}
