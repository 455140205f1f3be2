package io.leadloop.feedback.projection;

import io.leadloop.lead.LeadStatus;

/**
 * A status that was published.
 *
 * @param customer the slug of the customer whose Oplead reported it
 */
public record PublishedStatus(String customer, LeadStatus status) {}
