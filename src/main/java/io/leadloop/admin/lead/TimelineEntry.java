package io.leadloop.admin.lead;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.leadloop.feedback.event.ReceivedCallback;
import io.leadloop.forwarding.FailedAttempt;
import java.time.Instant;
import java.util.Locale;

/**
 * One thing that happened to a lead: the member of its kind is present, and the others are absent.
 *
 * @param attempt a request with the lead that failed
 * @param event an event for its provider
 * @param callback of Oplead, without its body
 * @param delivery an attempt to push an event to an endpoint
 * @param update a document or a status that the provider gave, and how far it is
 * @param change what an administrator did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(
    Instant at,
    Kind kind,
    FailedAttempt attempt,
    TimelineEvent event,
    TimelineCallback callback,
    TimelineDelivery delivery,
    TimelineUpdate update,
    TimelineChange change) {

  static TimelineEntry accepted(Instant at) {
    return new TimelineEntry(at, Kind.ACCEPTED, null, null, null, null, null, null);
  }

  static TimelineEntry of(FailedAttempt attempt) {
    return new TimelineEntry(attempt.at(), Kind.ATTEMPT, attempt, null, null, null, null, null);
  }

  static TimelineEntry of(Instant at, TimelineEvent event) {
    return new TimelineEntry(at, Kind.EVENT, null, event, null, null, null, null);
  }

  static TimelineEntry of(ReceivedCallback callback) {
    return new TimelineEntry(
        callback.receivedAt(),
        Kind.CALLBACK,
        null,
        null,
        TimelineCallback.of(callback),
        null,
        null,
        null);
  }

  static TimelineEntry of(Instant at, TimelineDelivery delivery) {
    return new TimelineEntry(at, Kind.DELIVERY, null, null, null, delivery, null, null);
  }

  static TimelineEntry of(Instant at, TimelineUpdate update) {
    return new TimelineEntry(at, Kind.UPDATE, null, null, null, null, update, null);
  }

  static TimelineEntry of(Instant at, TimelineChange change) {
    return new TimelineEntry(at, Kind.CHANGE, null, null, null, null, null, change);
  }

  /** What happened. The constant's name in lower case is its wire name. */
  public enum Kind {
    /** The gateway accepted the lead. */
    ACCEPTED,
    ATTEMPT,
    EVENT,
    CALLBACK,
    DELIVERY,
    UPDATE,
    /** An administrator changed it. */
    CHANGE;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
