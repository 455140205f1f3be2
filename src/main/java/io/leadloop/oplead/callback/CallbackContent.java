package io.leadloop.oplead.callback;

import io.leadloop.oplead.status.OpleadStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The content of a callback. The status label may be personal.
 *
 * @param dated whether the body has the time of the status; otherwise it is the receive time
 * @param amount the amount of a quote or order, in the customer's currency
 * @param amountIsAmbiguous whether an amount was dropped because it has several readings
 * @param appointmentAt the time of an appointment
 */
public record CallbackContent(
    OpleadStatus status,
    boolean dated,
    Optional<BigDecimal> amount,
    boolean amountIsAmbiguous,
    Optional<Instant> appointmentAt) {}
