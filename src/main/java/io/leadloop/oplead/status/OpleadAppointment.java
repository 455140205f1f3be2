package io.leadloop.oplead.status;

import java.time.Instant;
import java.util.Optional;

/**
 * An appointment reported by Oplead.
 *
 * @param at its time
 * @param state Oplead's own word for its state, on one line; may be personal
 */
public record OpleadAppointment(Optional<Instant> at, Optional<String> state) {}
