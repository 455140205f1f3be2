package io.leadloop.intake;

import java.time.Instant;

/**
 * The place of a new lead in its customer's lane.
 *
 * @param ahead leads that wait for their first turn before it
 * @param estimatedAt when its own turn may come, honest within a factor of two; null while nothing
 *     is sent to the customer
 */
public record LaneView(long ahead, Instant estimatedAt) {}
