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
import io.leadloop.update.document.Uploads;
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
  private final Uploads uploads;
  private final LeadUpdates updates;

  FormSubmissions(
      SubmissionReader reader,
      DayReference references,
      Intake intake,
      Leads leads,
      FormFields names,
      Uploads uploads,
      LeadUpdates updates) {
    this.reader = reader;
    this.references = references;
    this.intake = intake;
    this.leads = leads;
    this.names = names;
    this.uploads = uploads;
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
        .invoke(read -> posted.file().ifPresent(file -> requireDocument(form, file)))
        .chain(read -> acceptOnce(form.provider(), read))
        .call(receipt -> receipt.lead().chain(lead -> attach(lead, posted.file())))
        .onFailure(ProblemException.class)
        .transform(e -> withPostedNames((ProblemException) e, posted));
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
                    List.of(new FieldError("/" + field.getKey(), "is given twice")));
              }
            });
    ObjectNode submission = JSON.createObjectNode().put("customer", form.customer().slug());
    submission.set("lead", lead);
    try {
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

  private void requireDocument(ProviderForm form, PostedFile file) {
    if (form.customer().isByForm()) {
      throw ProblemException.rejected(
          ErrorCode.INVALID_LEAD,
          List.of(
              new FieldError(
                  "/" + file.part(), "is a file, which the customer's Oplead does not take")));
    }
    uploads.requireDocument(file.fileName(), file.bytes());
  }

  /**
   * The lead is accepted, and is answered so, whatever became of it since: where it takes no
   * documents any more, because Oplead refused it for example, the file comes too late.
   */
  private Uni<Void> attach(LeadView lead, Optional<PostedFile> file) {
    return file.map(
            given ->
                uploads
                    .keep(given.fileName(), given.bytes())
                    .chain(upload -> updates.attach(lead.id(), upload)))
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
    String name = posted.fields().has(path[0]) ? path[0] : names.importName(path[0]);
    return "/" + name + (path.length > 1 ? "/" + path[1] : "");
  }
}
