package io.leadloop.feedback;

import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import io.leadloop.provider.ProviderId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One lead while a batch of feedback is applied to it: what its provider was told so far, and what
 * there is to tell next. It decides; {@link ProjectionStore} reads and writes.
 */
final class LeadProjection {
  private final LeadId leadId;
  private final Addressee addressee;
  private final boolean possibleDuplicate;
  private final boolean test;
  private LeadState state;
  private String opleadId;
  private boolean toldForwarded;
  private int sequence;
  private LeadStatus status;
  private String awaitedStatus;
  private boolean awaitedCame;
  private byte[] lastCallback;

  LeadProjection(LeadId leadId, Addressee addressee, Told told) {
    this.leadId = leadId;
    this.addressee = addressee;
    this.possibleDuplicate = told.possibleDuplicate();
    this.test = told.test();
    this.state = told.state();
    this.opleadId = told.opleadId();
    this.toldForwarded = told.forwarded();
    this.sequence = told.sequence();
    this.status = told.status();
    this.awaitedStatus = told.awaitedStatus();
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
    return toldForwarded ? List.of() : List.of(stateEvent(feedback, type, at, reason));
  }

  /**
   * Oplead called back, which also proves that it has the lead. What is older than the lead's
   * status is told as late, and leaves the status as it is.
   *
   * @param body the clear body; one that repeats the last byte for byte is not news
   * @param reported what the body says
   */
  List<NewEvent> calledBack(Feedback.Callback feedback, byte[] body, ToldStatus reported) {
    if (Arrays.equals(lastCallback, body)) {
      return List.of();
    }
    lastCallback = body;
    List<NewEvent> events = new ArrayList<>();
    if (!toldForwarded) {
      events.add(forwardedBy(feedback));
    }
    events.add(statusEvent(feedback, originOf(reported).beside(status)));
    return events;
  }

  /** What the provider asked for comes back as a callback, once. */
  private ToldStatus originOf(ToldStatus reported) {
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
    About about =
        isDocument
            ? new About(new EventData.Document(feedback.updateId(), feedback.documentKind()), null)
            : new About(
                null, new EventData.RequestedStatus(feedback.updateId(), feedback.statusCode()));
    ToldStatus told = ToldStatus.unchanged(status);
    return List.of(event(feedback, type, state, feedback.reason(), told, null, about));
  }

  /** The lead's status has another code now; not news where it has another status by now. */
  List<NewEvent> corrected(Feedback.Correction feedback) {
    if (status == null
        || !feedback.label().equals(status.label())
        || feedback.code().equals(status.code())) {
      return List.of();
    }
    LeadStatus mended = new LeadStatus(feedback.code(), status.label(), status.at());
    return List.of(
        statusEvent(feedback, ToldStatus.corrected(mended, feedback.statusMapVersion())));
  }

  private NewEvent forwardedBy(Feedback feedback) {
    toldForwarded = true;
    if (state.mayMoveTo(LeadState.FORWARDED)) {
      state = LeadState.FORWARDED;
    }
    return stateEvent(feedback, EventType.FORWARDED, LeadState.FORWARDED, null);
  }

  private NewEvent stateEvent(Feedback feedback, EventType type, LeadState at, String reason) {
    return event(feedback, type, at, reason, ToldStatus.unchanged(status), null, About.NOTHING);
  }

  private NewEvent statusEvent(Feedback feedback, ToldStatus told) {
    LeadStatus previous = status;
    if (!told.late()) {
      status = told.status();
    }
    return event(feedback, EventType.STATUS_CHANGED, state, null, told, previous, About.NOTHING);
  }

  private NewEvent event(
      Feedback feedback,
      EventType type,
      LeadState at,
      String reason,
      ToldStatus told,
      LeadStatus previous,
      About about) {
    sequence++;
    EventData data =
        new EventData(
            leadId,
            addressee.reference(),
            addressee.customerSlug(),
            sequence,
            at,
            opleadId,
            told.status(),
            previous,
            reason,
            feedback.receivedAt(),
            possibleDuplicate,
            test,
            told.late(),
            told.correction(),
            told.amount(),
            told.appointmentAt(),
            told.origin(),
            about.document(),
            about.requestedStatus(),
            told.mapVersion());
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

  LeadId leadId() {
    return leadId;
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

  /** Whether the status that the provider asked for has come with this batch. */
  boolean awaitedCame() {
    return awaitedCame;
  }

  /** The clear body of the last callback before this batch, or null. */
  void lastCallback(byte[] body) {
    this.lastCallback = body;
  }

  /** Who is told, and under which names. */
  record Addressee(
      ProviderId providerId, String providerSlug, String customerSlug, String reference) {}

  /** What the lead's row says before the batch. */
  record Told(
      LeadState state,
      String opleadId,
      boolean forwarded,
      int sequence,
      LeadStatus status,
      String awaitedStatus,
      boolean possibleDuplicate,
      boolean test) {}

  /** What an event is about beside the lead; null for what it is not. */
  private record About(EventData.Document document, EventData.RequestedStatus requestedStatus) {
    private static final About NOTHING = new About(null, null);
  }
}
