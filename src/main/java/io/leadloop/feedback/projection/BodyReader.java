package io.leadloop.feedback.projection;

import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.Feedback;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.oplead.callback.CallbackContent;
import io.leadloop.oplead.callback.CallbackReader;
import io.leadloop.oplead.callback.StatusWindow;
import io.leadloop.oplead.status.LabelCodes;
import io.leadloop.oplead.status.OpleadAppointment;
import java.util.Optional;

/** Opens and reads the bodies of one lead's feedback. */
final class BodyReader {
  private final CallbackBodies bodies;
  private final CallbackReader reader;
  private final LabelCodes codes;
  private final StatusWindow window;

  /**
   * @param codes the table of labels
   * @param window in which the time of a status may be
   */
  BodyReader(CallbackBodies bodies, CallbackReader reader, LabelCodes codes, StatusWindow window) {
    this.bodies = bodies;
    this.reader = reader;
    this.codes = codes;
    this.window = window;
  }

  /**
   * Empty where the feedback has no body that is read.
   *
   * @param unread the body that is to be read again, if the feedback asks for one; null where it is
   *     not unread any more
   */
  Optional<BodyDraft> read(Feedback feedback, UnreadBodies.Unread unread) {
    LeadId lead = feedback.leadId();
    return switch (feedback.kind()) {
      case CALLBACK -> {
        Feedback.Callback callback = (Feedback.Callback) feedback;
        yield Optional.of(opened(lead, callback.contentType(), callback.body()));
      }
      case POLLED -> Optional.of(opened(lead, null, ((Feedback.Polled) feedback).body()));
      case NOTIFIED -> notified((Feedback.Notified) feedback);
      case REREAD ->
          Optional.ofNullable(unread).map(again -> opened(lead, again.contentType(), again.body()));
      case FORWARDED, REJECTED, HELD, EXPIRED, CORRECTION, UPDATED, OVERDUE -> Optional.empty();
    };
  }

  /**
   * @param contentType may be null
   * @param body in clear
   */
  BodyDraft read(LeadId lead, String contentType, byte[] body) {
    CallbackContent content = reader.read(contentType, body, window, codes).orElse(null);
    return new BodyDraft(lead, body, content, null, codes.version());
  }

  private BodyDraft opened(LeadId lead, String contentType, byte[] sealed) {
    return read(lead, contentType, bodies.open(lead, sealed));
  }

  private Optional<BodyDraft> notified(Feedback.Notified notified) {
    return switch (SubscriptionKind.ofWireName(notified.subscription()).orElseThrow()) {
      case ASSIGNED -> Optional.empty();
      case STATUS ->
          Optional.of(opened(notified.leadId(), notified.contentType(), notified.body()));
      case APPOINTMENT -> Optional.of(appointment(notified));
    };
  }

  private BodyDraft appointment(Feedback.Notified notified) {
    byte[] body = bodies.open(notified.leadId(), notified.body());
    OpleadAppointment appointment = reader.appointment(notified.contentType(), body, window);
    return new BodyDraft(notified.leadId(), body, null, appointment, codes.version());
  }
}
