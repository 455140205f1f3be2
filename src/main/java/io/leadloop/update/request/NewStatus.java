package io.leadloop.update.request;

import jakarta.validation.constraints.NotNull;

/**
 * The status that a lead is to have in Oplead.
 *
 * @param status its code
 */
public record NewStatus(@NotNull(message = "is missing") String status) {}
