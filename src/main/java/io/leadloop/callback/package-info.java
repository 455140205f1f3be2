/**
 * HTTP in: Oplead tells us what became of a lead. {@link io.leadloop.callback.CallbackResource}
 * checks the token, takes whatever was sent, and answers as soon as it is durable. It reads nothing
 * of the body: that is the projection's work, when there is time. {@link
 * io.leadloop.callback.SubscriptionResource} takes what it was subscribed to.
 */
package io.leadloop.callback;
