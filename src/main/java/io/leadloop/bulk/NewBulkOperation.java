package io.leadloop.bulk;

import jakarta.validation.constraints.NotNull;

/**
 * The request to change many leads.
 *
 * @param dryRun changes nothing, and estimates
 */
public record NewBulkOperation(
    @NotNull BulkAction action, @NotNull BulkFilter filter, Boolean dryRun) {

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
