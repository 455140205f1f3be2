/**
 * HTTP in: Oplead reports on a lead. {@code CallbackTokenFilter} verifies the address before its
 * body is read; {@link io.leadloop.callback.CallbackResource} takes whatever was sent, and answers
 * as soon as it is durable. It does not look into the body: that is the projection's work. {@link
 * io.leadloop.callback.SubscriptionResource} takes what it was subscribed to.
 */
package io.leadloop.callback;
