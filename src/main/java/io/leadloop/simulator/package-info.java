/**
 * A simulated Oplead, for demonstrations and tests: it takes leads over HTTP, enforces the quota of
 * each token, leads every lead through a list of statuses and calls the lead's webhook at each.
 *
 * <p>{@link io.leadloop.simulator.SimulatedOplead} is its door, {@link
 * io.leadloop.simulator.Ledger} is what a test asks afterwards. A request passes through {@code
 * Reception} (arrival, quota, body), {@code LeadEndpoints} and back through {@code Reception} into
 * the ledger; an accepted lead goes on in {@code LeadLife}.
 *
 * <p>It shares no code with the gateway, so that neither can inherit the other's mistakes, and must
 * never be reachable from outside the machine. It encodes {@code src/docs/oplead.md}: passing
 * against it proves agreement with that page, not with Oplead.
 */
package io.leadloop.simulator;
