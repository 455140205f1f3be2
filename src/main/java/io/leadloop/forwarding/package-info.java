/**
 * Gets leads to their customers' Oplead. {@link io.leadloop.forwarding.Forwarder} turns in rounds:
 * claim what may be sent now ({@link io.leadloop.forwarding.LaneClaims}), send it ({@link
 * io.leadloop.forwarding.Delivery}, behind the customer's own {@link
 * io.leadloop.forwarding.CustomerGuards}), and settle what came of it ({@link
 * io.leadloop.forwarding.RetryPolicy} decides, and for leads {@link
 * io.leadloop.forwarding.ResendPolicy}; {@link io.leadloop.forwarding.Settlements} writes the
 * leads' new states and their feedback). {@link io.leadloop.forwarding.Sweeper} picks up what a
 * dead replica left, and {@link io.leadloop.forwarding.Lanes} is the door for whoever stops or
 * restarts a lane or asks how it is; {@link io.leadloop.forwarding.Retries} puts a lead back, and
 * {@link io.leadloop.forwarding.TokenCheck} asks whether a token works.
 *
 * <p>It is the only place that spends a customer's quota: who else calls Oplead does so by {@link
 * io.leadloop.forwarding.LaneCalls}.
 */
package io.leadloop.forwarding;
