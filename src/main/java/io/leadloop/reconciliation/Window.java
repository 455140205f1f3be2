package io.leadloop.reconciliation;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.store.Storable;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;

/**
 * The leads that the list should contain: those accepted in a period.
 *
 * @param from inclusive
 * @param until exclusive; null for now
 * @param customer the slug of the only customer whose leads count; null for all
 */
record Window(
    @NotNull(message = "is required") Instant from,
    Instant until,
    @Storable(max = 63) String customer) {
  private static final Instant LATEST = Instant.ofEpochSecond(1L << 36);

  /**
   * Fills in the end.
   *
   * @throws ProblemException {@code invalid-body} if the period is empty or out of range
   */
  Window checked(Instant now) {
    Instant end = until == null ? now : until;
    if (from.isBefore(Instant.EPOCH)) {
      throw invalid("/from", "must be after 1970");
    }
    if (end.isAfter(LATEST)) {
      throw invalid("/until", "is too far in the future");
    }
    if (!from.isBefore(end)) {
      throw invalid("/until", "must be after from");
    }
    return new Window(from, end, customer);
  }

  static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_BODY, List.of(new FieldError(pointer, detail)));
  }
}
