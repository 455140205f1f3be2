package io.leadloop.lane.pace;

import java.time.Instant;
import java.util.Optional;

/**
 * What a lane remembers of Oplead's refusals for too many requests (429).
 *
 * @param pausedUntil the end of the last pause that one asked for
 * @param pace how many requests the lane may send since; empty before the first refusal
 */
record PaceState(Instant pausedUntil, Optional<LanePace> pace) {}
