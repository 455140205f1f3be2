/**
 * The lane of a customer's token, as those see it who do not send: its window ({@link
 * io.leadloop.lane.LaneConfig}), when a lead's turn may come ({@link
 * io.leadloop.lane.LaneOutlook}), and that leads came for it ({@link
 * io.leadloop.lane.LeadsArrived}). Intake promises from it and tells it, forwarding keeps its
 * figures up; it claims and sends nothing.
 */
package io.leadloop.lane;
