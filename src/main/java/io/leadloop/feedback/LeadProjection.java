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
  private LeadState state;
  private String opleadId;
  private boolean toldForwarded;
  private int sequence;
  private LeadStatus status;
  private byte[] lastCallback;

  LeadProjection(LeadId leadId, Addressee addressee, Told told) {
    this.leadId = leadId;
    this.addressee = addressee;
    this.possibleDuplicate = told.possibleDuplicate();
    this.state = told.state();
    this.opleadId = told.opleadId();
    this.toldForwarded = told.forwarded();
    this.sequence = told.sequence();
    this.status = told.status();
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
    return toldForwarded ? List.of() : List.of(event(feedback, type, at, status, reason));
  }

  /**
   * Oplead called back, which also proves that it has the lead.
   *
   * @param body the clear body; one that repeats the last byte for byte is not news
   * @param reported what the body says
   */
  List<NewEvent> calledBack(Feedback.Callback feedback, byte[] body, LeadStatus reported) {
    if (Arrays.equals(lastCallback, body)) {
      return List.of();
    }
    lastCallback = body;
    List<NewEvent> events = new ArrayList<>();
    if (!toldForwarded) {
      events.add(forwardedBy(feedback));
    }
    LeadStatus previous = status;
    status = reported;
    events.add(event(feedback, EventType.STATUS_CHANGED, state, previous, null));
    return events;
  }

  private NewEvent forwardedBy(Feedback feedback) {
    toldForwarded = true;
    if (state.mayMoveTo(LeadState.FORWARDED)) {
      state = LeadState.FORWARDED;
    }
    return event(feedback, EventType.FORWARDED, LeadState.FORWARDED, null, null);
  }

  private NewEvent event(
      Feedback feedback, EventType type, LeadState at, LeadStatus previous, String reason) {
    sequence++;
    EventData data =
        new EventData(
            leadId,
            addressee.reference(),
            addressee.customerSlug(),
            sequence,
            at,
            opleadId,
            status,
            previous,
            reason,
            feedback.receivedAt(),
            possibleDuplicate);
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
      boolean possibleDuplicate) {}
}
