/**
 * A simulated Oplead, for demonstrations and tests: it accepts leads and documents over HTTP,
 * enforces the quota of each token, moves leads through a list of statuses, calls the lead's
 * webhook and the token's subscriptions at each, and injects scripted faults.
 *
 * <p>{@link io.leadloop.simulator.SimulatedOplead} is the entry point; tests query the {@link
 * io.leadloop.simulator.ledger.Ledger}. A request passes through {@code Reception} (arrival,
 * quota), {@code BodyReader}, the route that {@code SimulatorRoutes} finds, {@code FaultyAnswers},
 * the endpoint, and back through {@code Reception} into the ledger. {@code LeadLife} drives an
 * accepted lead; its callbacks pass through {@code Announcements}, {@code FaultyCallbacks} and
 * {@code CallbackSender} into the ledger.
 *
 * <p>{@code Faults} holds the faults of each token; they are scripted at {@code FaultEndpoints},
 * outside Oplead's paths, or by {@link io.leadloop.simulator.SimulatedOplead#fault}. See {@code
 * src/docs/rehearsal.md}.
 *
 * <p>At the same port, but outside Oplead's paths, it serves the {@link
 * io.leadloop.simulator.receiver.Receivers} of the gateway's signed events.
 *
 * <p>It shares no code with the gateway, so that they cannot share mistakes, and must never be
 * reachable from outside the machine. It implements {@code src/docs/administrator/oplead.md}: tests
 * against it prove agreement with that document, not with Oplead.
 */
package io.leadloop.simulator;
