package io.leadloop.embedded;

/**
 * The loopback ports of the embedded broker.
 *
 * @param client where it listens for clients
 * @param advertised where clients are told to come, which leads to that one
 * @param controller where the broker finds its controller
 */
record BrokerPorts(int client, int advertised, int controller) {}
