package io.leadloop.oplead;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a callback reports. Its status may have a label that is personal.
 *
 * @param status never absent: what cannot be read is a status of its own
 * @param dated whether the body says when that status came about; else its time is the receipt's
 * @param amount of a quote or an order, in the customer's currency
 * @param appointmentAt when an appointment is
 */
public record CallbackContent(
    OpleadStatus status,
    boolean dated,
    Optional<BigDecimal> amount,
    Optional<Instant> appointmentAt) {

  /** A status and nothing else. */
  public static CallbackContent of(OpleadStatus status) {
    return new CallbackContent(status, false, Optional.empty(), Optional.empty());
  }
}
