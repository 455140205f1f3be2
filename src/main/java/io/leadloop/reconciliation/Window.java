package io.leadloop.reconciliation;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.store.Storable;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The leads that the list should contain: those accepted in a period.
 *
 * @param from inclusive
 * @param until exclusive; null for now
 * @param customer the slug of the only customer whose leads count; null for all
 */
record Window(
    @NotNull(message = "is required") OffsetDateTime from,
    OffsetDateTime until,
    @Storable(max = 63) String customer) {
  private static final Instant LATEST = Instant.ofEpochSecond(1L << 36);

  /**
   * Fills in the end.
   *
   * @throws ProblemException {@code invalid-body} if the period is empty or out of range
   */
  Window checked(Instant now) {
    OffsetDateTime end = until == null ? now.atOffset(ZoneOffset.UTC) : until;
    if (from.toInstant().isBefore(Instant.EPOCH) || end.toInstant().isAfter(LATEST)) {
      throw invalid("/from", "must be after 1970");
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
