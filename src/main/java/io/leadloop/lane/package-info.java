/**
 * The lane of a customer's token, as those see it who do not send: its window ({@link
 * io.leadloop.lane.LaneConfig}) and when a lead's turn may come ({@link
 * io.leadloop.lane.LaneOutlook}). Intake promises from it, forwarding keeps its figures up; it
 * claims and sends nothing.
 */
package io.leadloop.lane;
