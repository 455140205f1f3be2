package io.leadloop.feedback.callback;

import io.leadloop.customer.CustomerId;
import io.leadloop.oplead.SubscriptionKind;

/** A verified token, which proves that the sender knows the address of this subscription. */
public record SubscriptionToken(CustomerId customer, SubscriptionKind kind) {}
