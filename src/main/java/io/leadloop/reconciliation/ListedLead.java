package io.leadloop.reconciliation;

import io.leadloop.store.Storable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * A lead as the provider's list has it.
 *
 * @param reference the provider's own id for the lead
 * @param sequence that of the last event that the provider has, 0 for none; null if it does not
 *     record that
 * @param status the code of its last status; null if it does not record that
 */
record ListedLead(
    @NotNull(message = "is required") @Storable(max = 128) String reference,
    @Min(value = 0, message = "must not be negative") Integer sequence,
    @Status String status) {}
