/**
 * Callback addresses and what arrives there: {@link io.leadloop.feedback.callback.CallbackTokens}
 * issues and verifies the unguessable address of a lead, {@link
 * io.leadloop.feedback.callback.Callbacks} makes a callback durable in the log or, when Kafka does
 * not acknowledge in time, in the outbox.
 */
package io.leadloop.feedback.callback;
