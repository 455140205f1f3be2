/** Callbacks and subscriptions of the simulated Oplead, with scripted faults. */
package io.leadloop.simulator.callback;
