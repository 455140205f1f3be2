/**
 * A simulated receiver of the gateway's signed HTTP events, as a provider would run one: it
 * verifies signatures, answers challenges, records what arrived and fails on command. {@link
 * io.leadloop.simulator.receiver.SimulatedReceiver} runs it alone; a simulated Oplead serves it at
 * the same port.
 *
 * <p>A request enters at {@code ReceiverRoutes}. One with an event passes through {@code
 * EventEndpoint} ({@code ReceiverFaults}, the signature, the answer) into the {@code
 * ReceiverLedger}; all others are answered by {@code ReceiverEndpoints}, for people as a {@code
 * ReceiverPage}. All state is in {@code Receivers}, in memory and bounded.
 *
 * <p>Anyone who reaches the port may read and script it, so it must never be reachable from outside
 * the machine. It shares no code with the gateway.
 */
package io.leadloop.simulator.receiver;
