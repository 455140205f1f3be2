/**
 * Verifies the signatures of Standard Webhooks as a receiver does: {@code v1} (HMAC-SHA256) and
 * {@code v1a} (Ed25519), with several signatures and several keys while a secret is rotated. {@link
 * io.leadloop.simulator.receiver.signature.SignatureVerifier} is the entry point. It shares no code
 * with the gateway that signs.
 */
package io.leadloop.simulator.receiver.signature;
