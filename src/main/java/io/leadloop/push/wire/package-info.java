/**
 * One signed HTTP request to a provider's endpoint, and its answer: Standard Webhooks 1.0 with
 * CloudEvents in HTTP's binary mode. {@link io.leadloop.push.wire.PushClient} sends a {@link
 * io.leadloop.push.wire.PushMessage} to a {@link io.leadloop.push.wire.PushTarget} and always
 * returns a {@link io.leadloop.push.wire.PushReply}; {@link io.leadloop.push.wire.Handshake} checks
 * that an endpoint belongs to its provider and verifies signatures; {@link
 * io.leadloop.push.wire.EndpointUrl} checks a URL before it is stored.
 *
 * <p>It stores nothing, retries nothing and decides nothing about an answer.
 */
package io.leadloop.push.wire;
