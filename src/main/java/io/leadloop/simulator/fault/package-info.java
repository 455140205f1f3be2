/** Scripted faults: which answers and callbacks go wrong for a token, how and how often. */
package io.leadloop.simulator.fault;
