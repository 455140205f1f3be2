package io.leadloop.push.request;

import io.leadloop.push.DeliveryState;
import io.leadloop.push.endpoint.Delivery;
import java.time.Instant;
import java.util.UUID;

/**
 * The end of one attempt.
 *
 * @param attempt 1 for the first of its event
 * @param round one more for each time that the endpoint's cursor was moved back
 * @param status the HTTP status of the answer; null if there was none
 * @param answer the start of the answer, or why there was none; null if delivered
 * @param at when it ended
 */
public record DeliveryView(
    UUID id,
    UUID eventId,
    UUID leadId,
    int sequence,
    String type,
    DeliveryState state,
    int attempt,
    int round,
    Integer status,
    long millis,
    String answer,
    Instant at) {

  static DeliveryView of(Delivery delivery) {
    return new DeliveryView(
        delivery.id(),
        delivery.eventId(),
        delivery.leadId(),
        delivery.sequence(),
        delivery.type(),
        delivery.state(),
        delivery.attempt(),
        delivery.round(),
        delivery.status().orElse(null),
        delivery.duration().toMillis(),
        delivery.answer().orElse(null),
        delivery.at());
  }
}
