package io.leadloop.feedback.projection;

import io.leadloop.customer.CustomerId;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.FeedbackJson;
import io.leadloop.feedback.event.EventData;
import io.leadloop.feedback.event.EventType;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import io.leadloop.oplead.status.OpleadAppointment;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.provider.ProviderId;
import io.leadloop.tally.LeadCohort;
import io.leadloop.tally.LeadCounts;
import io.leadloop.tally.TallyKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One lead while a batch of feedback is applied to it: the events published so far, and those to
 * publish next. It decides; {@link ProjectionStore} reads and writes.
 */
final class LeadProjection {
  private final LeadId leadId;
  private final Addressee addressee;
  private final EventData.Marks marks;
  private LeadState state;
  private String opleadId;
  private boolean toldForwarded;
  private int sequence;
  private LeadStatus status;
  private boolean statusDated;
  private final Duration clockTolerance;
  private final Instant createdAt;
  private String awaitedStatus;
  private boolean awaitedCame;
  private final boolean hadOtherSources;
  private StatusDeduplicator once;
  private byte[] lastCallback;
  private final ProjectedState before;
  private final LeadCounts counts;
  private boolean isChanged;

  /**
   * @param clockTolerance by how much a status with a time of Oplead's clock may be older than one
   *     with a time of this one, and not be late
   */
  LeadProjection(
      LeadId leadId, Addressee addressee, ProjectedState before, Duration clockTolerance) {
    this.leadId = leadId;
    this.before = before;
    this.clockTolerance = clockTolerance;
    this.createdAt = before.createdAt();
    this.addressee = addressee;
    this.marks = before.marks();
    this.state = before.state();
    this.opleadId = before.opleadId();
    this.toldForwarded = before.isForwarded();
    this.sequence = before.sequence();
    this.status = before.status().status();
    this.statusDated = before.status().isDated();
    this.awaitedStatus = before.status().awaited();
    this.hadOtherSources = before.status().otherSources();
    this.once = new StatusDeduplicator(before.status().source(), Set.of());
    this.counts =
        new LeadCounts(
            marks.test(),
            LeadCohort.of(addressee.providerId(), addressee.customerId(), createdAt),
            createdAt,
            before.forwardedAt());
  }

  /** What the gateway itself reports of the lead; anything else reports nothing here. */
  List<NewEvent> reportedByGateway(Feedback feedback) {
    return switch (feedback.kind()) {
      case FORWARDED -> forwarded((Feedback.Forwarded) feedback);
      case REJECTED -> stopped(feedback, EventType.REJECTED, LeadState.REJECTED, feedback.reason());
      case HELD -> stopped(feedback, EventType.HELD, LeadState.HELD, feedback.reason());
      case EXPIRED -> stopped(feedback, EventType.EXPIRED, LeadState.EXPIRED, feedback.reason());
      case CORRECTION -> corrected((Feedback.Correction) feedback);
      case UPDATED -> updated((Feedback.Updated) feedback);
      case OVERDUE -> overdue((Feedback.Overdue) feedback);
      case CALLBACK, NOTIFIED, POLLED, REREAD -> List.of();
    };
  }

  /** Oplead took the lead; not news when a callback had proved it already. */
  List<NewEvent> forwarded(Feedback.Forwarded feedback) {
    if (opleadId == null) {
      opleadId = feedback.opleadId();
    }
    return toldForwarded ? List.of() : List.of(forwardedBy(feedback));
  }

  /** The lead was rejected, held or expired; not news when a callback had proved the contrary. */
  List<NewEvent> stopped(Feedback feedback, EventType type, LeadState at, String reason) {
    if (toldForwarded) {
      return List.of();
    }
    counts.stopped(kind(type));
    return List.of(stateEvent(feedback, type, at, reason));
  }

  /**
   * Oplead called back, which also proves that it has the lead. A status older than the lead's is
   * published as late, and leaves the status as it is.
   *
   * @param fingerprint of the body; one that repeats the last byte for byte is not news
   * @param reported the status in the body
   */
  List<NewEvent> calledBack(
      Feedback.Callback feedback, byte[] fingerprint, ReportedStatus reported) {
    if (Arrays.equals(lastCallback, fingerprint)) {
      return List.of();
    }
    if (!feedback.again() || !inTurn(reported).late()) {
      lastCallback = fingerprint;
    }
    return feedback.again()
        ? reportedBefore(feedback, StatusSource.CALLBACK, reported)
        : reported(feedback, StatusSource.CALLBACK, reported);
  }

  /**
   * Oplead reported a status, by any source; not news if another source reported it before. As the
   * lead's own address proves it, any of them proves that Oplead has the lead.
   */
  List<NewEvent> reported(Feedback feedback, StatusSource way, ReportedStatus reported) {
    Duration allowance = statusDated ? Duration.ZERO : clockTolerance;
    return reported(feedback, way, reported, news -> news.after(status, allowance));
  }

  /**
   * The same of a status that comes out of its turn, since it was set aside, waited in the outbox
   * or could not be read: what the lead has of a later time, whether received or reported, stays
   * its status.
   */
  List<NewEvent> reportedBefore(Feedback feedback, StatusSource way, ReportedStatus reported) {
    return reported(feedback, way, reported, this::inTurn);
  }

  private ReportedStatus inTurn(ReportedStatus reported) {
    boolean isOfOneClock = statusDated == reported.dated();
    return reported.afterAll(status, isOfOneClock ? Duration.ZERO : clockTolerance);
  }

  private List<NewEvent> reported(
      Feedback feedback,
      StatusSource way,
      ReportedStatus reported,
      UnaryOperator<ReportedStatus> inOrder) {
    List<NewEvent> events = new ArrayList<>(beginning(feedback));
    if (!once.covers(way, reported, status)) {
      ReportedStatus published = inOrder.apply(originOf(reported));
      once.record(way, published);
      events.add(statusEvent(feedback, published));
    }
    return events;
  }

  /** The lead was assigned to somebody. */
  List<NewEvent> assigned(Feedback feedback) {
    return with(beginning(feedback), about(feedback, EventType.ASSIGNED, null, About.NOTHING));
  }

  /** An appointment was made, moved or ended. */
  List<NewEvent> appointmentUpdated(Feedback feedback, OpleadAppointment appointment) {
    About about = new About(EventData.Request.NONE, appointment);
    return with(beginning(feedback), about(feedback, EventType.APPOINTMENT_UPDATED, null, about));
  }

  /** No status came in the time in which one comes; not news where one has come by now. */
  List<NewEvent> overdue(Feedback.Overdue feedback) {
    return status != null
        ? List.of()
        : List.of(about(feedback, EventType.FEEDBACK_OVERDUE, feedback.reason(), About.NOTHING));
  }

  private List<NewEvent> beginning(Feedback feedback) {
    return toldForwarded ? List.of() : List.of(forwardedBy(feedback));
  }

  private static List<NewEvent> with(List<NewEvent> before, NewEvent last) {
    List<NewEvent> events = new ArrayList<>(before);
    events.add(last);
    return events;
  }

  /** What the provider asked for comes back as a callback, once. */
  private ReportedStatus originOf(ReportedStatus reported) {
    if (!reported.status().code().equals(awaitedStatus)) {
      return reported;
    }
    awaitedStatus = null;
    awaitedCame = true;
    return reported.byProvider();
  }

  /** What the provider gave for the lead has come to its end. */
  List<NewEvent> updated(Feedback.Updated feedback) {
    boolean isDocument = feedback.documentKind() != null;
    EventType type =
        feedback.delivered()
            ? isDocument ? EventType.DOCUMENT_DELIVERED : EventType.STATUS_ACCEPTED
            : isDocument ? EventType.DOCUMENT_REFUSED : EventType.STATUS_REFUSED;
    EventData.Request request =
        isDocument
            ? EventData.Request.of(
                new EventData.Document(feedback.updateId(), feedback.documentKind()))
            : EventData.Request.of(
                new EventData.RequestedStatus(feedback.updateId(), feedback.statusCode()));
    return List.of(about(feedback, type, feedback.reason(), new About(request, null)));
  }

  /**
   * The lead's status has another code now; not news where it has another status, or another code,
   * by now.
   */
  List<NewEvent> corrected(Feedback.Correction feedback) {
    if (status == null
        || !feedback.label().equals(status.label())
        || feedback.code().equals(status.code())
        || feedback.formerCode() != null && !feedback.formerCode().equals(status.code())) {
      return List.of();
    }
    LeadStatus mended = new LeadStatus(feedback.code(), status.label(), status.at());
    return List.of(
        statusEvent(feedback, ReportedStatus.corrected(mended, feedback.statusMapVersion())));
  }

  /** An event that leaves the lead's status as it is. */
  private NewEvent about(Feedback feedback, EventType type, String reason, About about) {
    return event(feedback, type, state, reason, ReportedStatus.unchanged(status), null, about);
  }

  private NewEvent forwardedBy(Feedback feedback) {
    toldForwarded = true;
    state = LeadState.FORWARDED;
    counts.forwarded(feedback.receivedAt());
    return stateEvent(feedback, EventType.FORWARDED, LeadState.FORWARDED, null);
  }

  private NewEvent stateEvent(Feedback feedback, EventType type, LeadState at, String reason) {
    return event(feedback, type, at, reason, ReportedStatus.unchanged(status), null, About.NOTHING);
  }

  private static TallyKind kind(EventType stopped) {
    return switch (stopped) {
      case REJECTED -> TallyKind.REJECTED;
      case HELD -> TallyKind.HELD;
      case EXPIRED -> TallyKind.EXPIRED;
      default -> throw new IllegalArgumentException(stopped + " is not the end of an attempt");
    };
  }

  private void count(LeadStatus previous, ReportedStatus published, Instant at) {
    String code = published.status().code();
    if (published.correction()) {
      counts.corrected(previous.code(), code);
    } else {
      counts.status(code, previous == null, at);
    }
  }

  private NewEvent statusEvent(Feedback feedback, ReportedStatus published) {
    LeadStatus previous = status;
    count(previous, published, feedback.receivedAt());
    if (!published.late()) {
      status = published.status();
      statusDated = published.correction() ? statusDated : published.dated();
    }
    return event(
        feedback, EventType.STATUS_CHANGED, state, null, published, previous, About.NOTHING);
  }

  private NewEvent event(
      Feedback feedback,
      EventType type,
      LeadState at,
      String reason,
      ReportedStatus published,
      LeadStatus previous,
      About about) {
    sequence++;
    EventData data =
        new EventData(
            new EventData.Subject(
                leadId, addressee.reference(), addressee.customerSlug(), sequence),
            new EventData.Standing(at, opleadId, published.status(), previous, reason),
            feedback.receivedAt(),
            marks,
            about.news(published),
            about.request(),
            published.mapVersion());
    return new NewEvent(
        Feedback.nextId(),
        feedback.id(),
        leadId,
        addressee.providerId(),
        addressee.providerSlug(),
        "/customers/" + addressee.customerSlug(),
        sequence,
        type.type(),
        feedback.receivedAt(),
        new String(FeedbackJson.write(data), StandardCharsets.UTF_8));
  }

  /** What this batch adds to the tallies. */
  LeadCounts counts() {
    return counts;
  }

  LeadId leadId() {
    return leadId;
  }

  /** The slug of the customer that has it. */
  String customer() {
    return addressee.customerSlug();
  }

  /** The label of its status before this batch, if that had no code. */
  Optional<String> labelWithoutCodeBefore() {
    return labelWithoutCode(before.status().status());
  }

  /** The label of its status, if that has no code. */
  Optional<String> labelWithoutCode() {
    return labelWithoutCode(status);
  }

  private static Optional<String> labelWithoutCode(LeadStatus status) {
    return Optional.ofNullable(status)
        .filter(s -> s.code().equals(StatusCode.OTHER.wireName()))
        .map(LeadStatus::label);
  }

  LeadState state() {
    return state;
  }

  boolean toldForwarded() {
    return toldForwarded;
  }

  int sequence() {
    return sequence;
  }

  LeadStatus status() {
    return status;
  }

  /** Whether the status has its own time; otherwise its time is that of a receipt. */
  boolean isStatusDated() {
    return statusDated;
  }

  /** Before when no status of the lead can have come about, whatever time Oplead's clock shows. */
  Instant notBefore() {
    return createdAt.minus(clockTolerance);
  }

  /** Whether the status that the provider asked for has come with this batch. */
  boolean awaitedCame() {
    return awaitedCame;
  }

  /** The source that reported the status last, or null. */
  StatusSource way() {
    return once.way();
  }

  /** Whether an earlier batch reported a status from a source other than a callback. */
  boolean hadOtherSources() {
    return hadOtherSources;
  }

  /** Whether this batch reported a status from a source other than a callback. */
  boolean hasOtherSources() {
    return once.otherwise();
  }

  /**
   * The statuses that were reported before this batch, as {@link StatusDeduplicator#key} has them.
   */
  void reportedBefore(Set<String> statuses) {
    this.once = new StatusDeduplicator(once.way(), statuses);
  }

  /**
   * The fingerprint of the last callback's body, with which the next is compared; null for none.
   */
  byte[] lastCallback() {
    return lastCallback;
  }

  void lastCallback(byte[] fingerprint) {
    this.lastCallback = fingerprint;
  }

  /** Notes that the batch has something about the lead that counts as a change of it. */
  void changed() {
    isChanged = true;
  }

  boolean isChanged() {
    return isChanged;
  }

  /** Whether this batch proves that Oplead has the lead, which the gateway did not know. */
  boolean isProved() {
    return toldForwarded && before.state() != LeadState.FORWARDED;
  }

  /** Whether a first status is awaited from this batch on. */
  boolean isNewlySilent() {
    return toldForwarded && !before.isForwarded() && status == null;
  }

  /** Whether the first status, which was awaited, came with this batch. */
  boolean hasFirstStatus() {
    return status != null && before.isForwarded() && before.status().status() == null;
  }

  /** The recipient of the events, and the names used for it. */
  record Addressee(
      ProviderId providerId,
      String providerSlug,
      CustomerId customerId,
      String customerSlug,
      String reference) {}

  /**
   * What an event is about other than the lead's state and status.
   *
   * @param appointment null where it is not about one
   */
  private record About(EventData.Request request, OpleadAppointment appointment) {
    private static final About NOTHING = new About(EventData.Request.NONE, null);

    EventData.News news(ReportedStatus published) {
      return new EventData.News(
          published.late(),
          published.correction(),
          published.amount(),
          appointment == null ? published.appointmentAt() : appointment.at().orElse(null),
          appointment == null ? null : appointment.state().orElse(null),
          published.origin());
    }
  }
}
