package io.leadloop.lead;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.error.QueryTime;
import io.leadloop.store.Storable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A filter for lists of leads; empty members match everything.
 *
 * @param customer the customer's slug
 * @param status the status code
 * @param createdAfter only leads accepted after this time
 * @param updatedAfter only leads updated after this time
 * @param after the cursor: the last lead of the previous page
 * @param isRetrying only leads that wait for another attempt
 * @param isOverdue only leads whose feedback is overdue
 */
public record LeadFilter(
    Optional<String> reference,
    Optional<String> customer,
    Optional<LeadState> state,
    Optional<String> status,
    Optional<Instant> createdAfter,
    Optional<Instant> updatedAfter,
    Optional<LeadId> after,
    boolean isRetrying,
    boolean isOverdue) {
  /**
   * Parses the query parameters; null matches everything.
   *
   * @throws ProblemException {@code invalid-request} for text with control characters, an unknown
   *     state, or an invalid time or cursor
   */
  public static LeadFilter parse(LeadParameters given) {
    return new LeadFilter(
        Optional.ofNullable(given.reference).map(text -> storable("/reference", text)),
        Optional.ofNullable(given.customer).map(text -> storable("/customer", text)),
        Optional.ofNullable(given.state).map(LeadFilter::state),
        Optional.ofNullable(given.status).map(text -> storable("/status", text)),
        Optional.ofNullable(given.createdAfter).map(text -> time("/created_after", text)),
        Optional.ofNullable(given.updatedAfter).map(text -> time("/updated_after", text)),
        Optional.ofNullable(given.after).map(LeadFilter::cursor),
        false,
        false);
  }

  /** The same filter, narrowed further. */
  public LeadFilter with(boolean retrying, boolean overdue) {
    return new LeadFilter(
        reference, customer, state, status, createdAfter, updatedAfter, after, retrying, overdue);
  }

  /** The same filter, from another cursor on. */
  public LeadFilter from(Optional<LeadId> cursor) {
    return new LeadFilter(
        reference,
        customer,
        state,
        status,
        createdAfter,
        updatedAfter,
        cursor,
        isRetrying,
        isOverdue);
  }

  /** PostgreSQL rejects text it cannot store even in a comparison. */
  private static String storable(String pointer, String text) {
    if (!Storable.Check.isStorable(text)) {
      throw invalid(pointer, "must not have control characters");
    }
    return text;
  }

  private static LeadState state(String text) {
    return Arrays.stream(LeadState.values())
        .filter(state -> state.wireName().equals(text))
        .findFirst()
        .orElseThrow(() -> invalid("/state", "must be one of " + states()));
  }

  private static String states() {
    return Arrays.stream(LeadState.values())
        .map(LeadState::wireName)
        .collect(Collectors.joining(", "));
  }

  private static Instant time(String pointer, String text) {
    return QueryTime.parse(text)
        .orElseThrow(
            () ->
                invalid(
                    pointer, "must be an RFC 3339 time after 1970, such as 2026-11-27T08:00:00Z"));
  }

  private static LeadId cursor(String text) {
    try {
      return new LeadId(UUID.fromString(text));
    } catch (IllegalArgumentException notOurs) {
      throw invalid("/after", "is not a valid cursor");
    }
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError(pointer, detail)));
  }
}
