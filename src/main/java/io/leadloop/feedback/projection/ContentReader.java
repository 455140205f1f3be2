package io.leadloop.feedback.projection;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.LoggedFeedback;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadStatus;
import io.leadloop.lead.Leads;
import io.leadloop.lead.text.LeadValues;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.oplead.callback.CallbackContent;
import io.leadloop.oplead.callback.CallbackReader;
import io.leadloop.oplead.callback.StatusWindow;
import io.leadloop.oplead.status.OpleadAppointment;
import io.leadloop.oplead.status.OpleadStatus;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.status.StatusMap;
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

  /** What has fewer is no telephone number. */
  private static final int DIGITS_OF_A_DOUBTFUL_AMOUNT = 8;

  private final CallbackBodies bodies;
  private final CallbackReader reader;
  private final StatusMap statusMap;
  private final Leads leads;
  private final Pool pool;
  private final Duration clockTolerance;

  ContentReader(
      CallbackBodies bodies,
      CallbackReader reader,
      StatusMap statusMap,
      Leads leads,
      Pool pool,
      FeedbackConfig config) {
    this.bodies = bodies;
    this.reader = reader;
    this.statusMap = statusMap;
    this.leads = leads;
    this.pool = pool;
    this.clockTolerance = config.clockTolerance();
  }

  /**
   * The lead's status in an answer of Oplead, as it may be shown to its provider; empty where it
   * names none.
   *
   * @param asked when Oplead was asked for it
   */
  public Uni<Optional<LeadStatus>> status(Lead lead, byte[] answer, Instant asked) {
    StatusWindow window = new StatusWindow(lead.createdAt().minus(clockTolerance), asked);
    Draft draft = Draft.of(lead.id(), answer, reader.read(null, answer, window));
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

  /** The bodies of those feedbacks that have one, by the feedback's id. */
  Uni<Map<UUID, Content>> read(
      SqlClient tx, List<LoggedFeedback> batch, Map<LeadId, LeadProjection> leads) {
    Map<UUID, Draft> drafts =
        batch.stream()
            .map(LoggedFeedback::feedback)
            .flatMap(
                feedback ->
                    draft(feedback, leads.get(feedback.leadId()).notBefore()).stream()
                        .map(draft -> Map.entry(feedback.id(), draft)))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    return values(tx, drafts.values())
        .map(
            values ->
                drafts.entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, d -> content(d.getValue(), values))));
  }

  private Optional<Draft> draft(Feedback feedback, Instant notBefore) {
    StatusWindow window = new StatusWindow(notBefore, feedback.receivedAt());
    return switch (feedback.kind()) {
      case CALLBACK -> Optional.of(calledBack((Feedback.Callback) feedback, window));
      case POLLED -> Optional.of(polled((Feedback.Polled) feedback, window));
      case NOTIFIED -> notified((Feedback.Notified) feedback, window);
      case FORWARDED, REJECTED, HELD, EXPIRED, CORRECTION, UPDATED, OVERDUE -> Optional.empty();
    };
  }

  private Draft calledBack(Feedback.Callback callback, StatusWindow window) {
    byte[] body = bodies.open(callback.leadId(), callback.body());
    return reported(callback, callback.contentType(), body, window);
  }

  private Draft polled(Feedback.Polled polled, StatusWindow window) {
    return reported(polled, null, bodies.open(polled.leadId(), polled.body()), window);
  }

  private Optional<Draft> notified(Feedback.Notified notified, StatusWindow window) {
    byte[] body = bodies.open(notified.leadId(), notified.body());
    return switch (SubscriptionKind.ofWireName(notified.subscription()).orElseThrow()) {
      case ASSIGNED -> Optional.empty();
      case STATUS -> Optional.of(reported(notified, notified.contentType(), body, window));
      case APPOINTMENT ->
          Optional.of(
              new Draft(
                  notified.leadId(),
                  body,
                  null,
                  reader.appointment(notified.contentType(), body, window)));
    };
  }

  private Draft reported(Feedback feedback, String contentType, byte[] body, StatusWindow window) {
    return Draft.of(feedback.leadId(), body, reader.read(contentType, body, window));
  }

  private Uni<Map<LeadId, LeadValues>> values(SqlClient client, Collection<Draft> drafts) {
    return leads.values(
        client, drafts.stream().filter(Draft::isDoubtful).map(Draft::lead).collect(toSet()));
  }

  private Content content(Draft draft, Map<LeadId, LeadValues> values) {
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

  private ReportedStatus reported(Draft draft, Optional<LeadValues> lead) {
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
        statusMap.version(),
        content.amount().filter(amount -> passes(amount, lead)).orElse(null),
        content.appointmentAt().orElse(null));
  }

  /** A known label has no room for other text: all of its letters and digits are the table's. */
  private static String label(Draft draft, Optional<LeadValues> lead) {
    String label = draft.content().status().label();
    if (!draft.hasUnknownLabel() || WordFilter.passes(label, lead)) {
      return label;
    }
    LOG.infof("status label withheld, since it may be personal lead=%s", draft.lead());
    return null;
  }

  private static boolean passes(BigDecimal amount, Optional<LeadValues> lead) {
    return !isDoubtful(amount)
        || lead.filter(values -> !values.occurIn(amount.toPlainString())).isPresent();
  }

  private static boolean isDoubtful(BigDecimal amount) {
    return amount.precision() >= DIGITS_OF_A_DOUBTFUL_AMOUNT;
  }

  /**
   * The content of a body, before anything is withheld.
   *
   * @param content null where no status was found, or none was looked for
   * @param appointment null where none was looked for
   */
  private record Draft(
      LeadId lead, byte[] body, CallbackContent content, OpleadAppointment appointment) {

    static Draft of(LeadId lead, byte[] body, Optional<CallbackContent> content) {
      return new Draft(lead, body, content.orElse(null), null);
    }

    boolean isDoubtful() {
      return appointment != null && appointment.state().isPresent()
          || content != null
              && (hasUnknownLabel()
                  || content.amount().filter(ContentReader::isDoubtful).isPresent());
    }

    boolean hasUnknownLabel() {
      return content.status().code() == StatusCode.OTHER;
    }
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
