/**
 * Claims what the lanes may send now ({@link io.leadloop.lane.dispatch.LaneClaims}), sends it and
 * records the outcome ({@link io.leadloop.lane.dispatch.LaneDispatcher}), without a transaction
 * during the call. {@link io.leadloop.lane.dispatch.LaneSafetyNet} wakes a lane that sleeps over
 * its work. It finds the kinds of work by itself; {@code forwarding} calls it for leads that are
 * claimed as they are inserted, which need room at this replica.
 */
package io.leadloop.lane.dispatch;
