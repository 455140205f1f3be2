/**
 * Slows a lane down where Oplead refuses requests (429) that the quota allowed: {@link
 * io.leadloop.lane.pace.PacePolicy} decides, {@link io.leadloop.lane.pace.PaceRepository} keeps the
 * decision for all replicas. The claims read it in SQL.
 */
package io.leadloop.lane.pace;
