package io.leadloop.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.intake.Intake;
import io.leadloop.intake.LeadSubmission;
import io.leadloop.intake.LeadView;
import io.leadloop.intake.Receipt;
import io.leadloop.intake.SubmissionReader;
import io.leadloop.lead.Leads;
import io.leadloop.oplead.FormFields;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderForm;
import io.leadloop.update.DocumentKind;
import io.leadloop.update.document.Upload;
import io.leadloop.update.request.LeadUpdates;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Makes a posted form a lead, as if it had been submitted to {@code /v1/leads} under the usual
 * names of its fields, and its file a document of that lead. A repeat is the same lead: by its
 * {@code Idempotency-Key} or, without one, on the same day.
 */
@Singleton
class FormSubmissions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SubmissionReader reader;
  private final DayReference references;
  private final Intake intake;
  private final Leads leads;
  private final FormFields names;
  private final LeadUpdates updates;

  FormSubmissions(
      SubmissionReader reader,
      DayReference references,
      Intake intake,
      Leads leads,
      FormFields names,
      LeadUpdates updates) {
    this.reader = reader;
    this.references = references;
    this.intake = intake;
    this.leads = leads;
    this.names = names;
    this.updates = updates;
  }

  /**
   * Accepts the lead; fails like {@code POST /v1/leads}, with pointers to the posted fields.
   *
   * @param idempotencyKey the header, or null
   */
  Uni<Receipt> accept(ProviderForm form, PostedForm posted, String idempotencyKey) {
    return Uni.createFrom()
        .item(() -> submission(form, posted, idempotencyKey))
        .chain(
            lead ->
                store(form, posted)
                    .chain(
                        upload ->
                            acceptOnce(form.provider(), lead)
                                .call(Receipt::lead) // Fails if it is refused.
                                .map(receipt -> new Taken(receipt, upload))))
        .onFailure()
        .call(posted::discard)
        .onFailure(ProblemException.class)
        .transform(e -> withPostedNames((ProblemException) e, posted))
        .call(taken -> taken.receipt().lead().chain(lead -> attach(lead, taken.upload())))
        .map(Taken::receipt);
  }

  private LeadSubmission submission(ProviderForm form, PostedForm posted, String idempotencyKey) {
    ObjectNode lead = JSON.createObjectNode();
    posted
        .fields()
        .properties()
        .forEach(
            field -> {
              if (lead.replace(names.usualName(field.getKey()), field.getValue()) != null) {
                throw ProblemException.rejected(
                    ErrorCode.INVALID_LEAD,
                    List.of(FieldError.of(field.getKey(), "is given twice")));
              }
            });
    ObjectNode submission = JSON.createObjectNode().put("customer", form.customer().slug());
    submission.set("lead", lead);
    try {
      // As text, since the limits of a submitted document hold for a form's, too.
      byte[] body = JSON.writeValueAsBytes(submission);
      return references.refer(reader.read(body, idempotencyKey));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  /** Where the day began less than an hour ago, a repeat may be of yesterday's lead. */
  private Uni<Receipt> acceptOnce(Provider provider, LeadSubmission submission) {
    return references
        .ofYesterday(submission)
        .map(
            reference ->
                leads
                    .findByReferences(provider.id(), List.of(reference))
                    .map(found -> Optional.ofNullable(found.get(reference)).map(LeadView::of)))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .chain(
            first ->
                first.isPresent()
                    ? Uni.createFrom().<Receipt>item(new Receipt.Replayed(first.get()))
                    : intake.accept(provider, submission));
  }

  /** Stores the file before the lead is accepted, so that no lead is accepted without its file. */
  private static Uni<Optional<Upload>> store(ProviderForm form, PostedForm posted) {
    posted.file().ifPresent(file -> FormGate.requireFile(form, file.part()));
    return posted
        .file()
        .map(file -> file.store(DocumentKind.OTHER).map(Optional::of))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /**
   * The lead is accepted, and is answered so, whatever its state is by now: if it takes no more
   * documents, for example because Oplead refused it, the file is dropped.
   */
  private Uni<Void> attach(LeadView lead, Optional<Upload> file) {
    return file.map(upload -> updates.attach(lead.id(), upload))
        .orElseGet(() -> Uni.createFrom().voidItem())
        .onFailure(ProblemException.class)
        .recoverWithNull();
  }

  private ProblemException withPostedNames(ProblemException e, PostedForm posted) {
    return e.errors().isEmpty()
        ? e
        : ProblemException.rejected(
            e.code(),
            e.errors().stream()
                .map(
                    error -> new FieldError(postedPointer(error.pointer(), posted), error.detail()))
                .toList());
  }

  /** {@code /lead/email} is {@code /ctc_email}, unless {@code email} was posted. */
  private String postedPointer(String pointer, PostedForm posted) {
    if (!pointer.startsWith("/lead/")) {
      return pointer;
    }
    String[] path = pointer.substring("/lead/".length()).split("/", 2);
    String usual = FieldError.unescaped(path[0]);
    String name = posted.fields().has(usual) ? usual : names.importName(usual);
    return "/" + FieldError.escaped(name) + (path.length > 1 ? "/" + path[1] : "");
  }

  private record Taken(Receipt receipt, Optional<Upload> upload) {}
}
