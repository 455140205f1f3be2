package io.leadloop.feedback.callback;

import io.leadloop.customer.CustomerId;
import io.leadloop.oplead.SubscriptionKind;

/** A verified token: proof that its bearer was told the address of this subscription. */
public record SubscriptionToken(CustomerId customer, SubscriptionKind kind) {}
