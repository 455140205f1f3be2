package io.leadloop.intake;

import io.leadloop.lane.QueueEstimate;
import java.time.Instant;

/**
 * The result of inserting a new lead.
 *
 * @param the database's time of the insert
 * @param ahead leads before it in the lane that wait for their first attempt
 */
record Admission(Instant at, QueueEstimate lane, long ahead) {}
