package io.leadloop.admin.lead;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.push.DeliveryState;
import io.leadloop.push.endpoint.Delivery;
import java.util.UUID;

/**
 * An attempt to push an event of the lead to an endpoint.
 *
 * @param host of the endpoint's URL; absent if the endpoint was removed
 * @param sequence the event's number
 * @param attempt 1 for the first of its event
 * @param status the HTTP status of the answer; absent if there was none
 * @param answer the start of the answer, or why there was none; absent if delivered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineDelivery(
    UUID endpoint,
    String host,
    int sequence,
    String type,
    DeliveryState state,
    int attempt,
    Integer status,
    long millis,
    String answer) {

  static TimelineDelivery of(Delivery delivery, String host) {
    return new TimelineDelivery(
        delivery.endpoint().value(),
        host,
        delivery.sequence(),
        delivery.type(),
        delivery.state(),
        delivery.attempt(),
        delivery.status().orElse(null),
        delivery.duration().toMillis(),
        delivery.answer().orElse(null));
  }
}
