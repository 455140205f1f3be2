package io.leadloop.push.queue;

/**
 * One attempt in flight.
 *
 * @param attempt 1 for the first of its event
 */
public record Sending(FeedEvent event, int attempt) {}
