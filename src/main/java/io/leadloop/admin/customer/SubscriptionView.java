package io.leadloop.admin.customer;

import io.leadloop.subscription.Subscription;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the gateway is subscribed to at a customer's Oplead.
 *
 * @param kind {@code assigned}, {@code status} or {@code appointment}
 * @param state {@code pending}, {@code active} or {@code ending}
 * @param opleadId Oplead's id of it; null before Oplead told one
 * @param checkedAt when Oplead last had it; null before that
 * @param lastError why the last look at it did not end well; null where it did
 */
@Schema
public record SubscriptionView(
    String kind,
    String state,
    @Schema(nullable = true) String opleadId,
    @Schema(nullable = true) Instant checkedAt,
    @Schema(nullable = true) String lastError,
    Instant createdAt) {

  static SubscriptionView of(Subscription subscription) {
    return new SubscriptionView(
        subscription.kind().wireName(),
        subscription.state().name().toLowerCase(Locale.ROOT),
        subscription.opleadId().orElse(null),
        subscription.checkedAt().orElse(null),
        subscription.lastError().orElse(null),
        subscription.createdAt());
  }
}
