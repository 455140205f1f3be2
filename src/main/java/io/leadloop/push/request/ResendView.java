package io.leadloop.push.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.push.endpoint.Resends;
import io.leadloop.push.wire.PushReply;
import java.util.UUID;

/**
 * The answer to a resend; members that do not apply are absent.
 *
 * @param events since a point: how many
 * @param atLeast whether there are more than were counted
 * @param seconds about how long they take
 * @param leadId the lead whose events are sent again
 * @param eventId the event that was sent again
 * @param delivered whether the endpoint acknowledged it
 * @param status the HTTP status of the answer, if there was one
 * @param answer the start of the answer, or why there was none
 * @param millis how long that took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResendView(
    Long events,
    Boolean atLeast,
    Long seconds,
    UUID leadId,
    UUID eventId,
    Boolean delivered,
    Integer status,
    String answer,
    Long millis) {

  static ResendView of(Resends.Plan plan) {
    return new ResendView(
        plan.events(),
        plan.isAtLeast(),
        plan.takes().toSeconds(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static ResendView ofLead(UUID lead) {
    return new ResendView(null, null, null, lead, null, null, null, null, null);
  }

  static ResendView ofEvent(UUID event, PushReply reply) {
    return new ResendView(
        null,
        null,
        null,
        null,
        event,
        reply.answer().filter(PushReply.Answered::isSuccess).isPresent(),
        reply.answer().map(PushReply.Answered::status).orElse(null),
        reply.excerpt(),
        reply.took().toMillis());
  }
}
