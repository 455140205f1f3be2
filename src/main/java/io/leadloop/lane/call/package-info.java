/**
 * Calls to Oplead: {@link io.leadloop.lane.call.CustomerGuards} keeps the failures of one customer
 * from the others, {@link io.leadloop.lane.call.CallMetrics} times the calls, and {@link
 * io.leadloop.lane.call.LaneCalls} makes single ones that are not in the queue, each with a slot of
 * its own.
 */
package io.leadloop.lane.call;
