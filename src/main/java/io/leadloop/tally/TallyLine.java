package io.leadloop.tally;

import java.time.Instant;

/**
 * Figures of one provider and customer.
 *
 * @param at when the part of the period begins
 * @param provider its slug
 * @param customer its slug
 */
public record TallyLine(Instant at, String provider, String customer, Figures figures) {}
