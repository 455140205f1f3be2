package io.leadloop.portal.customer;

/**
 * A provider that may send to the customer, or did in the last 30 days.
 *
 * @param isGranted whether it still may
 */
public record Sender(
    String name, boolean isGranted, long taken, long forwarded, long rejected, long withStatus) {}
