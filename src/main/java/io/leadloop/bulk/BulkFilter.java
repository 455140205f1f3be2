package io.leadloop.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.admin.SlugParameter;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.LeadFilter;
import io.leadloop.lead.LeadParameters;
import io.leadloop.lead.LeadState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which leads an operation changes: those that match all members, which mean the same as the
 * parameters of the list of leads. At least one is given.
 *
 * @param provider the provider's slug
 * @param customer the customer's slug
 * @param state a state from which the action moves leads; null for all of these
 * @param status the status code
 * @param createdAfter an RFC 3339 time
 * @param updatedAfter an RFC 3339 time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkFilter(
    String provider,
    String customer,
    String state,
    String status,
    String reference,
    String createdAfter,
    String updatedAfter) {

  /**
   * Checks it before it is used.
   *
   * @throws ProblemException {@code invalid-body} for a member that the action or the list refuses,
   *     and for a filter that matches every lead
   */
  void check(BulkAction action) {
    if (Stream.of(provider, customer, state, status, reference, createdAfter, updatedAfter)
        .allMatch(Objects::isNull)) {
      throw invalid("", "needs at least one member: without any, it would match every lead");
    }
    Optional<LeadState> wanted = inBody(this::leads).state();
    if (wanted.isPresent() && !action.states().contains(wanted.orElseThrow())) {
      throw invalid(
          "/state",
          "must be %s for %s"
              .formatted(
                  String.join(
                      ", ", action.states().stream().map(LeadState::wireName).sorted().toList()),
                  action.wireName()));
    }
    inBody(this::slug);
  }

  Optional<String> slug() {
    return Optional.ofNullable(provider).map(slug -> SlugParameter.of("provider", slug));
  }

  /** Fails as the list of leads does. */
  LeadFilter leads() {
    LeadParameters parameters = new LeadParameters();
    parameters.customer = customer;
    parameters.state = state;
    parameters.status = status;
    parameters.reference = reference;
    parameters.createdAfter = createdAfter;
    parameters.updatedAfter = updatedAfter;
    return LeadFilter.parse(parameters);
  }

  /** The states of the leads that the action changes. */
  Set<LeadState> states(BulkAction action) {
    return leads().state().map(Set::of).orElse(action.states());
  }

  /** A refused parameter as a refused member of the body. */
  private static <T> T inBody(Supplier<T> parsing) {
    try {
      return parsing.get();
    } catch (ProblemException refused) {
      FieldError error = refused.errors().get(0);
      throw invalid(error.pointer(), error.detail());
    }
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_BODY, List.of(new FieldError("/filter" + pointer, detail)));
  }
}
