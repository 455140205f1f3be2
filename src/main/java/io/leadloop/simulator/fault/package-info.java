/** Scripted faults: which answers and callbacks of a token fail, how and how often. */
package io.leadloop.simulator.fault;
