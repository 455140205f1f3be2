package io.leadloop.admin.customer;

import io.leadloop.subscription.Subscription;
import java.time.Instant;
import java.util.Locale;

/**
 * A subscription at a customer's Oplead.
 *
 * @param kind {@code assigned}, {@code status} or {@code appointment}
 * @param state {@code pending}, {@code active} or {@code ending}
 * @param opleadId Oplead's id; null until Oplead returned one
 * @param checkedAt when Oplead last reported it; null before that
 * @param lastError the failure of the last check, or null
 */
public record SubscriptionView(
    String kind,
    String state,
    String opleadId,
    Instant checkedAt,
    String lastError,
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
