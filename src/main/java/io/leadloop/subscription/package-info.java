/**
 * The gateway's subscriptions at the customers' Oplead: assigned leads, status changes,
 * appointments. {@link io.leadloop.subscription.Subscriptions} is the entry point; {@link
 * io.leadloop.subscription.SubscriptionTask} periodically reconciles Oplead with the desired state
 * by a {@link io.leadloop.subscription.SubscriptionPlan}. Callbacks of subscriptions are received
 * elsewhere; their address identifies the customer.
 *
 * <p>The triggers {@code subscription_is_new} and {@code subscription_is_changed} make the
 * customer's check due after any change of its desired subscriptions.
 */
package io.leadloop.subscription;
