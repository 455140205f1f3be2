package io.leadloop.portal.connection;

import io.leadloop.push.request.DeliveryView;
import java.time.Instant;
import java.util.UUID;

/**
 * An attempt in the list of deliveries.
 *
 * @param word the message of its state
 */
public record DeliveryLine(
    Instant at,
    UUID leadId,
    int sequence,
    String word,
    int attempt,
    Integer status,
    long millis,
    String answer) {
  static DeliveryLine of(DeliveryView delivery) {
    return new DeliveryLine(
        delivery.at(),
        delivery.leadId(),
        delivery.sequence(),
        "delivery_" + delivery.state().wireName(),
        delivery.attempt(),
        delivery.status(),
        delivery.millis(),
        delivery.answer());
  }
}
