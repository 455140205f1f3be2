package io.leadloop.oplead;

import java.time.Instant;
import java.util.Optional;

/**
 * What Oplead tells of an appointment, as far as anybody but the customer may know it.
 *
 * @param at when it is
 * @param state Oplead's own word for how it stands, on one line
 */
public record OpleadAppointment(Optional<Instant> at, Optional<String> state) {}
