package io.leadloop.push.delivery;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.push.DeliveryState;
import io.leadloop.push.wire.PushReply;
import java.util.UUID;

/** The end of one attempt, to be recorded. */
record DeliveryRecord(
    UUID id,
    UUID eventId,
    UUID leadId,
    int sequence,
    String type,
    DeliveryState state,
    int attempt,
    Integer status,
    int durationMillis,
    String answer) {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  static DeliveryRecord of(Sending sending, DeliveryState state, PushReply reply) {
    FeedEvent event = sending.event();
    return new DeliveryRecord(
        IDS.generate(),
        event.id(),
        event.leadId(),
        event.sequence(),
        event.type(),
        state,
        sending.attempt(),
        statusOf(reply),
        Math.toIntExact(reply.took().toMillis()),
        state == DeliveryState.DELIVERED ? null : reply.excerpt());
  }

  /** One line on why an event was not delivered. */
  static String reasonOf(PushReply reply) {
    return reply instanceof PushReply.Answered answer
        ? ("HTTP " + answer.status() + " " + answer.excerpt()).strip()
        : reply.excerpt();
  }

  static Integer statusOf(PushReply reply) {
    return reply instanceof PushReply.Answered answer ? answer.status() : null;
  }
}
