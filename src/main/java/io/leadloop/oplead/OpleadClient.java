package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.oplead.AccountWire.FormImport;
import io.leadloop.oplead.answer.Classifier;
import io.leadloop.oplead.answer.IdPlaces;
import io.leadloop.oplead.answer.LookUpClassifier;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.answer.OutcomeClassifier;
import io.leadloop.oplead.answer.ReadClassifier;
import io.leadloop.oplead.answer.RefusalFinder;
import io.leadloop.oplead.answer.UpdateClassifier;
import io.leadloop.oplead.profile.AnswerProfile;
import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.oplead.profile.OpleadProfile;
import io.leadloop.oplead.profile.ProviderFields;
import io.leadloop.oplead.profile.WireProfile;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.status.StatusMap;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.Optional;

/**
 * Calls the customers' Oplead about leads. A call never fails: every result is an {@link Outcome}.
 */
@ApplicationScoped
public class OpleadClient {
  private final OpleadCalls calls;
  private final OpleadConfig config;
  private final WireProfile wire;
  private final AnswerProfile answers;
  private final AccountRequests requests;
  private final FormBody forms;
  private final OutcomeClassifier classifier;
  private final OutcomeClassifier formClassifier;
  private final OutcomeClassifier reads;
  private final UpdateClassifier updates;
  private final StatusMap statuses;

  public OpleadClient(
      OpleadCalls calls,
      OpleadConfig config,
      OpleadProfile profile,
      StatusMap statuses,
      Clock clock) {
    this.calls = calls;
    this.config = config;
    this.wire = profile.wire();
    this.answers = profile.answers();
    this.statuses = statuses;
    this.requests = new AccountRequests(wire, config.connectTimeout());
    this.forms = new FormBody(wire.form());
    IdPlaces ids = IdPlaces.ofLeads(wire, answers);
    RefusalFinder changes = RefusalFinder.ofChanges(answers.refusals());
    this.classifier = new OutcomeClassifier(answers, ids, changes, clock);
    this.formClassifier = new OutcomeClassifier(answers, IdPlaces.ofForms(answers), changes, clock);
    this.reads =
        new OutcomeClassifier(answers, ids, RefusalFinder.ofReads(answers.refusals()), clock);
    this.updates = new UpdateClassifier(classifier, answers.statuses().updateRefused());
  }

  /** Sends the lead once, on subscription; the reply arrives on the subscriber's context. */
  public Uni<OpleadReply> createLead(OpleadAccount account, OpleadLead lead) {
    return account
        .wire()
        .form()
        .map(form -> submitForm(account, form, lead))
        .orElseGet(() -> createByApi(account, lead));
  }

  private Uni<OpleadReply> submitForm(OpleadAccount account, FormImport form, OpleadLead lead) {
    OpleadAccount target = new OpleadAccount(account.baseUrl(), account.token());
    return calls.make(
        target,
        address -> requests.submitForm(target, address),
        RequestContent.of(Buffer.buffer(forms.of(lead, form.name(), account.token()))),
        config.readTimeout(),
        formClassifier);
  }

  private Uni<OpleadReply> createByApi(OpleadAccount account, OpleadLead lead) {
    ProviderFields fields = account.wire().providerFields(wire.leads());
    return calls.make(
        account,
        address -> requests.createLead(account, address, lead.isTest()),
        RequestContent.of(Buffer.buffer(lead.body(fields))),
        config.readTimeout(),
        classifier);
  }

  /** Whether {@link #findLead} is configured. */
  public boolean canLookUp() {
    return wire.leads().lookUpPath().isPresent();
  }

  /**
   * Looks up the lead once, on subscription: {@link Outcome.Accepted} if Oplead has it, {@link
   * Outcome.Absent} if not, any other outcome if that is unknown.
   *
   * @param webhook the lead's own webhook address, which identifies it
   * @param reference the provider's own id, if any
   */
  public Uni<OpleadReply> findLead(OpleadAccount account, URI webhook, Optional<String> reference) {
    if (account.wire().form().isPresent()) {
      // The form import cannot be asked, so the lead is sent again as without a look-up.
      return Uni.createFrom().item(OpleadReply.unsent(new Outcome.Absent()));
    }
    String path = wire.leads().lookUpPath().orElseThrow();
    URI target =
        URI.create(
            path.replace("{webhook}", URLEncoder.encode(webhook.toASCIIString(), UTF_8))
                .replace("{reference}", URLEncoder.encode(reference.orElse(""), UTF_8)));
    return look(account, target, new LookUpClassifier(reads, answers, webhook));
  }

  /**
   * Makes a read-only call once, on subscription: {@link Outcome.Accepted} if Oplead accepts the
   * token.
   */
  public Uni<OpleadReply> checkToken(OpleadAccount account) {
    return look(account, URI.create(wire.token().checkPath()), reads);
  }

  /**
   * Attaches a document to a lead once, on subscription: {@link Outcome.Accepted} if Oplead has it,
   * {@link Outcome.Refused} if Oplead rejects it permanently.
   *
   * @param lead Oplead's id of the lead
   */
  public Uni<OpleadReply> addDocument(OpleadAccount account, String lead, OpleadDocument document) {
    return calls.make(
        account,
        address -> requests.addDocument(account, address, lead),
        new MultipartContent(wire.documents().part(), document),
        config.documents().timeout(),
        updates);
  }

  /**
   * Sets the status of a lead once, on subscription, by Oplead's label: {@link Outcome.Accepted} if
   * the lead has it, {@link Outcome.Refused} if Oplead rejects it permanently.
   *
   * @param lead Oplead's id of the lead
   */
  public Uni<OpleadReply> setStatus(OpleadAccount account, String lead, StatusCode status) {
    Optional<String> label = statuses.labelOf(status);
    if (label.isEmpty()) {
      String reason = "Oplead has no name for the status " + status.wireName();
      return Uni.createFrom().item(OpleadReply.unsent(new Outcome.Refused(reason)));
    }
    JsonObject body = new JsonObject().put(wire.status().member(), label.get());
    return calls.make(
        account,
        address -> requests.setStatus(account, address, lead),
        RequestContent.of(body.toBuffer()),
        config.readTimeout(),
        updates);
  }

  /**
   * Reads a lead once, on subscription: {@link Outcome.Read} with Oplead's answer, or {@link
   * Outcome.Absent}.
   *
   * @param lead Oplead's id of the lead
   */
  public Uni<OpleadReply> readLead(OpleadAccount account, String lead) {
    return calls.make(
        account,
        address -> requests.readLead(account, address, lead),
        RequestContent.NONE,
        config.readTimeout(),
        new ReadClassifier(reads));
  }

  private Uni<OpleadReply> look(OpleadAccount account, URI target, Classifier meaning) {
    return calls.make(
        account,
        address -> requests.look(account, address, target),
        RequestContent.NONE,
        config.readTimeout(),
        meaning);
  }
}
