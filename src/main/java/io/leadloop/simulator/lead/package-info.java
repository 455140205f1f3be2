/** Leads that the simulated Oplead accepted, per token. */
package io.leadloop.simulator.lead;
