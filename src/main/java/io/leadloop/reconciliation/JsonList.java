package io.leadloop.reconciliation;

import io.leadloop.store.Storable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A short list as one JSON object.
 *
 * @param from with it, leads of the period that are not listed are reported
 */
record JsonList(
    Instant from,
    Instant until,
    @Storable(max = 63) String customer,
    @NotNull(message = "is required")
        @Size(
            max = JsonList.MOST,
            message = "must have at most {max} leads; send more as application/x-ndjson")
        List<@NotNull(message = "is required") @Valid ListedLead> items) {
  static final int MOST = 10_000;

  Optional<Window> window() {
    if (from == null && until == null && customer == null) {
      return Optional.empty();
    }
    if (from == null) {
      throw Window.invalid("/from", "is required");
    }
    return Optional.of(new Window(from, until, customer).checked(Instant.now()));
  }
}
