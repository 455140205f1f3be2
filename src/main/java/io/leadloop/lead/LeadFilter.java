package io.leadloop.lead;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.store.Storable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which of a provider's leads are asked for; what is empty does not narrow.
 *
 * @param customer the slug of the customer that they are for
 * @param after only leads older than this one: the last of the page before
 */
public record LeadFilter(
    Optional<String> reference,
    Optional<String> customer,
    Optional<LeadState> state,
    Optional<LeadId> after) {
  /**
   * The filter that a caller wrote; what is absent does not narrow.
   *
   * @throws ProblemException {@code invalid-request} for a text that no lead could have, an unknown
   *     state, or a cursor that is none
   */
  public static LeadFilter parse(
      Optional<String> reference,
      Optional<String> customer,
      Optional<String> state,
      Optional<String> after) {
    return new LeadFilter(
        reference.map(text -> storable("/reference", text)),
        customer.map(text -> storable("/customer", text)),
        state.map(LeadFilter::state),
        after.map(LeadFilter::cursor));
  }

  /** The database does not even compare with what it could not keep. */
  private static String storable(String pointer, String text) {
    if (!Storable.Check.isKept(text)) {
      throw invalid(pointer, "must not have control characters");
    }
    return text;
  }

  private static LeadState state(String text) {
    try {
      return LeadState.ofWireName(text);
    } catch (IllegalArgumentException unknown) {
      throw invalid("/state", "is no state of a lead");
    }
  }

  private static LeadId cursor(String text) {
    try {
      return new LeadId(UUID.fromString(text));
    } catch (IllegalArgumentException notOurs) {
      throw invalid("/after", "is no cursor of this list");
    }
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError(pointer, detail)));
  }
}
