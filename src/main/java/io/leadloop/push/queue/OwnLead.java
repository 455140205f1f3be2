package io.leadloop.push.queue;

import java.util.List;

/**
 * A lead on a cursor of its own that is due, and its next events.
 *
 * @param row as it is stored
 * @param events up to the end of what was read for the endpoint's cursor, from {@code
 *     row.nextSequence()}; empty if there are none to send now
 * @param hasCaughtUp whether there is no event left up to there
 */
public record OwnLead(LeadRow row, List<FeedEvent> events, boolean hasCaughtUp) {}
