/**
 * Reports how the lanes are, and stops and reopens them: {@link io.leadloop.lane.status.Lanes} for
 * administrators, {@link io.leadloop.lane.status.LaneGauges} and {@link
 * io.leadloop.lane.status.StoppedLanes} as metrics, and {@link io.leadloop.lane.status.LaneSamples}
 * by the quarter of an hour, for forecasts. It sends nothing.
 */
package io.leadloop.lane.status;
