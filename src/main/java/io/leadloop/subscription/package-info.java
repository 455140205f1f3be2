/**
 * What the gateway is subscribed to at the customers' Oplead: new leads that are assigned, statuses
 * that change, appointments. {@link io.leadloop.subscription.Subscriptions} is the door for whoever
 * wants one or wants it no more; {@link io.leadloop.subscription.SubscriptionTask} makes what
 * Oplead has the same as what is wanted, again and again, by a {@link
 * io.leadloop.subscription.SubscriptionPlan}. What comes from a subscription is taken elsewhere,
 * whether it stands here or not: its address says whose it is.
 *
 * <p>The triggers {@code subscription_is_new} and {@code subscription_is_changed} make the
 * customer's comparison due, whichever statement changes what is wanted.
 */
package io.leadloop.subscription;
