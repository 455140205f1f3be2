package io.leadloop.intake;

import io.leadloop.lane.QueueEstimate;
import java.time.Instant;

/**
 * How a lead was taken.
 *
 * @param at the database's time
 * @param ahead leads that wait for their first turn in the same lane, before it
 */
record Admission(Instant at, QueueEstimate lane, long ahead) {}
