/**
 * Claims what the lanes may send now ({@link io.leadloop.lane.dispatch.LaneClaims}), sends it and
 * records the outcome ({@link io.leadloop.lane.dispatch.LaneDispatcher}), without a transaction
 * during the call. {@link io.leadloop.lane.dispatch.LaneSafetyNet} wakes a lane that sleeps over
 * its work. No other package calls it: it finds the kinds of work.
 */
package io.leadloop.lane.dispatch;
