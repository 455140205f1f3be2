package io.leadloop.admin.feedback;

import jakarta.validation.constraints.NotNull;

/**
 * Confirms to discard a dead letter.
 *
 * @param confirm its id, typed once more
 */
public record Confirmation(@NotNull String confirm) {}
