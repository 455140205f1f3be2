package io.leadloop.embedded;

/**
 * The loopback ports of the embedded broker.
 *
 * @param client the client listener's port
 * @param advertised the port given to clients, which forwards to {@code client}
 * @param controller the controller listener's port
 */
record BrokerPorts(int client, int advertised, int controller) {}
