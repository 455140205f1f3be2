/**
 * Gets leads to their customers' Oplead. {@link io.leadloop.forwarding.Forwarder} turns in rounds:
 * claim what may be sent now ({@link io.leadloop.forwarding.LaneClaims}), send it, and settle what
 * came of it ({@link io.leadloop.forwarding.RetryPolicy} decides, {@link
 * io.leadloop.forwarding.Settlements} writes the lead's new state and its feedback in one
 * transaction). {@link io.leadloop.forwarding.Sweeper} picks up what a dead replica left.
 *
 * <p>It is the only place that retries, and the only one that spends a customer's quota.
 */
package io.leadloop.forwarding;
