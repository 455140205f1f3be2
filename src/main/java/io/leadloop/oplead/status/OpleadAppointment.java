package io.leadloop.oplead.status;

import java.time.Instant;
import java.util.Optional;

/**
 * What Oplead reports of an appointment.
 *
 * @param at when it is
 * @param state Oplead's own word for how it stands, on one line; it may be personal
 */
public record OpleadAppointment(Optional<Instant> at, Optional<String> state) {}
