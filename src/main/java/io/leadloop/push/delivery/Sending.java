package io.leadloop.push.delivery;

/**
 * One attempt in flight.
 *
 * @param attempt 1 for the first of its event
 */
record Sending(FeedEvent event, int attempt) {}
