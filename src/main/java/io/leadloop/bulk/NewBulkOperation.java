package io.leadloop.bulk;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to change many leads.
 *
 * @param dryRun changes nothing, and estimates
 */
public record NewBulkOperation(
    @NotNull BulkAction action,
    @NotNull BulkFilter filter,
    @Schema(nullable = true, defaultValue = "false") Boolean dryRun) {

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
