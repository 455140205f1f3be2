package io.leadloop.lane.pace;

import java.time.Instant;

/**
 * Oplead refused a request for too many requests (429), and what it took before.
 *
 * @param claimedAt when the refused request was claimed
 * @param at when the refusal is recorded
 * @param pausedUntil the end of the pause that it asks for
 * @param takenSincePause requests that Oplead took since the pause before
 * @param takenInWindow requests that Oplead took in the window that ends now
 */
record Refusal(
    Instant claimedAt, Instant at, Instant pausedUntil, int takenSincePause, int takenInWindow) {}
