package io.leadloop.push.queue;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.push.DeliveryState;
import io.leadloop.push.wire.PushReply;
import java.util.UUID;

/** The end of one attempt, to be recorded. */
public record DeliveryRecord(
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
  public static String reasonOf(PushReply reply) {
    return reply
        .answer()
        .map(answer -> ("HTTP " + answer.status() + " " + answer.excerpt()).strip())
        .orElseGet(reply::excerpt);
  }

  /** The same without what the endpoint wrote, which may be of a person. */
  public static String statusLineOf(PushReply reply) {
    return reply.answer().map(answer -> "HTTP " + answer.status()).orElseGet(reply::excerpt);
  }

  /** HTTP; null if there was no answer. */
  public static Integer statusOf(PushReply reply) {
    return reply.answer().map(PushReply.Answered::status).orElse(null);
  }
}
