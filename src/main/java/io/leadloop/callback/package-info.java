/**
 * HTTP in: Oplead's callbacks. {@code CallbackTokenFilter} verifies the address before the body is
 * read; {@code CallbackEndpoint} accepts every method and any body, and answers as soon as it is
 * durable. Projection interprets the body. {@link io.leadloop.callback.CallbackResource} is a
 * lead's own address, {@link io.leadloop.callback.SubscriptionResource} a subscription's.
 */
package io.leadloop.callback;
