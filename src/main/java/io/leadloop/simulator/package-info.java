/**
 * A simulated Oplead, for demonstrations and tests: it takes leads and their documents over HTTP,
 * enforces the quota of each token, leads every lead through a list of statuses, calls the lead's
 * webhook and the token's subscriptions at each, and fails on command.
 *
 * <p>{@link io.leadloop.simulator.SimulatedOplead} is its door, {@link
 * io.leadloop.simulator.ledger.Ledger} is what a test asks afterwards. A request passes through
 * {@code Reception} (arrival, quota), {@code BodyReader}, the route that {@code SimulatorRoutes}
 * finds, {@code FaultyAnswers}, the endpoint, and back through {@code Reception} into the ledger.
 * An accepted lead goes on in {@code LeadLife}; what is told of it passes through {@code
 * Announcements}, {@code FaultyCallbacks} and {@code CallbackSender} into the ledger.
 *
 * <p>{@code Faults} holds what is to go wrong for each token; it is scripted at {@code
 * FaultEndpoints}, outside Oplead's paths, or by {@link
 * io.leadloop.simulator.SimulatedOplead#fault}. See {@code src/docs/rehearsal.md}.
 *
 * <p>It shares no code with the gateway, so that neither can inherit the other's mistakes, and must
 * never be reachable from outside the machine. It encodes {@code src/docs/oplead.md}: passing
 * against it proves agreement with that page, not with Oplead.
 */
package io.leadloop.simulator;
