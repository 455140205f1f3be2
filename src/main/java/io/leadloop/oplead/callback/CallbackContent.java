package io.leadloop.oplead.callback;

import io.leadloop.oplead.status.OpleadStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a callback reports. Its status may have a label that is personal.
 *
 * @param dated whether the body says when the status came about; otherwise its time is the
 *     receipt's
 * @param amount of a quote or an order, in the customer's currency
 * @param amountIsAmbiguous whether an amount was left out because it can be read in several ways
 * @param appointmentAt when an appointment is
 */
public record CallbackContent(
    OpleadStatus status,
    boolean dated,
    Optional<BigDecimal> amount,
    boolean amountIsAmbiguous,
    Optional<Instant> appointmentAt) {}
