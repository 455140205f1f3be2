package io.leadloop.subscription;

import io.leadloop.customer.CustomerId;
import io.leadloop.oplead.OpleadAccount;
import io.leadloop.oplead.SubscriptionKind;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A customer whose subscriptions a replica looks at.
 *
 * @param account how its Oplead is called; opened when it is needed, since one that cannot be
 *     opened must not keep the others waiting
 * @param until when another replica may look; it tells whether something changed in the meantime
 * @param wishes of each kind
 */
record ClaimedCheck(
    CustomerId customer,
    String slug,
    Supplier<OpleadAccount> account,
    OffsetDateTime until,
    Map<SubscriptionKind, SubscriptionPlan.DesiredSubscription> wishes) {}
