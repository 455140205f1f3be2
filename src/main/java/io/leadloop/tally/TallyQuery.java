package io.leadloop.tally;

import java.time.Instant;
import java.util.Optional;

/**
 * Which figures to read.
 *
 * @param provider a slug; empty for all
 * @param customer a slug; empty for all
 * @param from the hour of acceptance of the first leads
 * @param until exclusive
 */
public record TallyQuery(
    Optional<String> provider, Optional<String> customer, Instant from, Instant until, Step step) {}
