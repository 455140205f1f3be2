/**
 * HTTP in: Oplead reports on a lead. {@code CallbackTokenFilter} verifies the address before its
 * body is read; {@code CallbackEndpoint} takes every verb and any body, and answers as soon as it
 * is durable. It does not look into the body: that is the projection's work. {@link
 * io.leadloop.callback.CallbackResource} is a lead's own address, {@link
 * io.leadloop.callback.SubscriptionResource} a subscription's.
 */
package io.leadloop.callback;
