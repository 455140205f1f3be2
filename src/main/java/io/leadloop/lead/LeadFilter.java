package io.leadloop.lead;

import java.util.Optional;

/**
 * Which of a provider's leads are asked for; what is empty does not narrow.
 *
 * @param customer the slug of the customer that they are for
 * @param after only leads older than this one: the last of the page before
 */
public record LeadFilter(
    Optional<String> reference,
    Optional<String> customer,
    Optional<LeadState> state,
    Optional<LeadId> after) {}
