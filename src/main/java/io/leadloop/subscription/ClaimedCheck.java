package io.leadloop.subscription;

import io.leadloop.customer.CustomerId;
import io.leadloop.oplead.OpleadAccount;
import io.leadloop.oplead.SubscriptionKind;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A customer whose subscriptions a replica has claimed for a check.
 *
 * @param account its Oplead account; decrypted lazily, so that one that cannot be decrypted does
 *     not block other customers
 * @param until end of the claim; also detects concurrent changes
 * @param wishes the desired state per kind
 */
record ClaimedCheck(
    CustomerId customer,
    String slug,
    Supplier<OpleadAccount> account,
    OffsetDateTime until,
    Map<SubscriptionKind, SubscriptionPlan.DesiredSubscription> wishes) {}
