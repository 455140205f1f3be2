package io.leadloop.subscription;

import io.leadloop.customer.CustomerId;
import io.leadloop.oplead.OpleadAccount;
import io.leadloop.oplead.SubscriptionKind;
import java.time.OffsetDateTime;
import java.util.Map;

/**
 * A customer whose subscriptions a replica looks at.
 *
 * @param until when another replica may look; it tells whether something changed in the meantime
 * @param wishes of each kind
 */
record ClaimedCheck(
    CustomerId customer,
    String slug,
    OpleadAccount account,
    OffsetDateTime until,
    Map<SubscriptionKind, SubscriptionPlan.Wish> wishes) {}
