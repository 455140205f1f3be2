package io.leadloop.feedback.projection;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.LoggedFeedback;
import io.leadloop.feedback.projection.LabelMappings.Mapped;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadStatus;
import io.leadloop.lead.Leads;
import io.leadloop.lead.text.LeadValues;
import io.leadloop.oplead.callback.CallbackContent;
import io.leadloop.oplead.callback.CallbackReader;
import io.leadloop.oplead.callback.StatusWindow;
import io.leadloop.oplead.status.LabelCodes;
import io.leadloop.oplead.status.OpleadAppointment;
import io.leadloop.oplead.status.OpleadStatus;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Reads what Oplead sent about leads, and withholds what may be personal before it is kept in clear
 * or published: of a label that the table of names does not know, of the state of an appointment
 * and of an amount of many digits it cannot be known beforehand whether they are personal. Only
 * where there is one of these is the lead's document looked at; once it was erased, none of them
 * passes.
 */
@ApplicationScoped
public class ContentReader {
  private static final String LAST_CALLBACK =
      """
      select body, content_type from feedback
      where lead_id = $1 and body is not null order by id desc limit 1
      """;
  private static final Logger LOG = Logger.getLogger(ContentReader.class);

  private final CallbackBodies bodies;
  private final CallbackReader reader;
  private final LabelMappings mappings;
  private final Leads leads;
  private final Pool pool;
  private final Duration clockTolerance;

  ContentReader(
      CallbackBodies bodies,
      CallbackReader reader,
      LabelMappings mappings,
      Leads leads,
      Pool pool,
      FeedbackConfig config) {
    this.bodies = bodies;
    this.reader = reader;
    this.mappings = mappings;
    this.leads = leads;
    this.pool = pool;
    this.clockTolerance = config.clockTolerance();
  }

  /**
   * The lead's status in an answer of Oplead, as it may be shown to its provider; empty where it
   * names none.
   *
   * @param lead with its customer
   * @param asked when Oplead was asked for it
   */
  public Uni<Optional<LeadStatus>> status(Lead lead, byte[] answer, Instant asked) {
    return mappings
        .current()
        .map(mapped -> mapped.of(lead.customer().slug()))
        .chain(codes -> status(lead, answer, asked, codes));
  }

  private Uni<Optional<LeadStatus>> status(
      Lead lead, byte[] answer, Instant asked, LabelCodes codes) {
    StatusWindow window = new StatusWindow(lead.createdAt().minus(clockTolerance), asked);
    BodyDraft draft = new BodyReader(bodies, reader, codes, window).read(lead.id(), null, answer);
    return values(pool, List.of(draft))
        .map(
            values ->
                Optional.ofNullable(content(draft, values).reported()).map(ReportedStatus::status));
  }

  /**
   * The unknown label of the lead's last callback, as it came, for an administrator; empty where
   * there is none, or the callback was not kept.
   */
  public Uni<Optional<String>> lastLabel(LeadId lead) {
    return pool.preparedQuery(LAST_CALLBACK)
        .execute(Tuple.of(lead.value()))
        .map(rows -> Batch.list(rows, row -> label(lead, row)))
        .map(labels -> labels.stream().flatMap(Optional::stream).findFirst());
  }

  private Optional<String> label(LeadId lead, Row row) {
    byte[] body = bodies.open(lead, row.getBuffer("body").getBytes());
    StatusWindow anyTime = new StatusWindow(Instant.EPOCH, Instant.EPOCH);
    return reader
        .read(row.getString("content_type"), body, anyTime)
        .map(CallbackContent::status)
        .filter(status -> status.code() == StatusCode.OTHER)
        .map(OpleadStatus::label);
  }

  /**
   * The bodies of those feedbacks that have one, by the feedback's id.
   *
   * @param unread bodies that are to be read again, by the id of the feedback that has them
   * @param mapped the codes of labels
   */
  Uni<Map<UUID, Content>> read(
      SqlClient tx,
      List<LoggedFeedback> batch,
      Map<LeadId, LeadProjection> leads,
      Map<UUID, UnreadBodies.Unread> unread,
      Mapped mapped) {
    Map<UUID, BodyDraft> drafts =
        batch.stream()
            .map(LoggedFeedback::feedback)
            .flatMap(
                feedback ->
                    draft(feedback, leads.get(feedback.leadId()), unread, mapped).stream()
                        .map(draft -> Map.entry(feedback.id(), draft)))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    return values(tx, drafts.values())
        .map(
            values ->
                drafts.entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, d -> content(d.getValue(), values))));
  }

  private Optional<BodyDraft> draft(
      Feedback feedback,
      LeadProjection lead,
      Map<UUID, UnreadBodies.Unread> unread,
      Mapped mapped) {
    UnreadBodies.Unread again =
        feedback instanceof Feedback.Reread reread ? unread.get(reread.of()) : null;
    Instant receivedAt = again == null ? feedback.receivedAt() : again.receivedAt();
    StatusWindow window = new StatusWindow(lead.notBefore(), receivedAt);
    return new BodyReader(bodies, reader, mapped.of(lead.customer()), window).read(feedback, again);
  }

  private Uni<Map<LeadId, LeadValues>> values(SqlClient client, Collection<BodyDraft> drafts) {
    return leads.values(
        client,
        drafts.stream().filter(BodyDraft::isDoubtful).map(BodyDraft::lead).collect(toSet()));
  }

  private Content content(BodyDraft draft, Map<LeadId, LeadValues> values) {
    Optional<LeadValues> lead = Optional.ofNullable(values.get(draft.lead()));
    if (draft.appointment() != null) {
      return new Content(draft.body(), null, false, appointment(draft.appointment(), lead));
    }
    return draft.content() == null
        ? new Content(draft.body(), null, false, null)
        : new Content(
            draft.body(), reported(draft, lead), draft.content().amountIsAmbiguous(), null);
  }

  private static OpleadAppointment appointment(
      OpleadAppointment appointment, Optional<LeadValues> lead) {
    return new OpleadAppointment(
        appointment.at(), appointment.state().filter(state -> WordFilter.passes(state, lead)));
  }

  private ReportedStatus reported(BodyDraft draft, Optional<LeadValues> lead) {
    CallbackContent content = draft.content();
    OpleadStatus status = content.status();
    // As precise as it is kept, so that it reads the same when it is somebody's previous status.
    LeadStatus reported =
        new LeadStatus(
            status.code().wireName(),
            label(draft, lead),
            status.at().truncatedTo(ChronoUnit.MICROS));
    return ReportedStatus.reported(
        reported,
        content.dated(),
        draft.mapVersion(),
        content.amount().filter(amount -> passes(amount, lead)).orElse(null),
        content.appointmentAt().orElse(null));
  }

  /** A known label has no room for other text: all of its letters and digits are the table's. */
  private static String label(BodyDraft draft, Optional<LeadValues> lead) {
    String label = draft.content().status().label();
    if (!draft.hasUnknownLabel() || WordFilter.passes(label, lead)) {
      return label;
    }
    LOG.infof("status label withheld, since it may be personal lead=%s", draft.lead());
    return null;
  }

  private static boolean passes(BigDecimal amount, Optional<LeadValues> lead) {
    return !BodyDraft.isDoubtful(amount)
        || lead.filter(values -> !values.occurIn(amount.toPlainString())).isPresent();
  }

  /**
   * The content of a body, as far as it may be published.
   *
   * @param body in clear
   * @param reported the status, whether its label is withheld or not; null where there is none
   * @param amountIsAmbiguous whether an amount that comes with it can be read in several ways
   * @param appointment null in a body that is not about one
   */
  record Content(
      byte[] body,
      ReportedStatus reported,
      boolean amountIsAmbiguous,
      OpleadAppointment appointment) {}
}
