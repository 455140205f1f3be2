package io.leadloop.oplead;

import java.time.Instant;

/**
 * A status as a callback told it.
 *
 * @param label Oplead's own word, shortened; null where the callback has none
 * @param at when it took effect: the callback's own time, or that of its receipt
 */
public record OpleadStatus(StatusCode code, String label, Instant at) {}
