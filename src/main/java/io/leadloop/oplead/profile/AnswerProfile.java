package io.leadloop.oplead.profile;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What answers mean.
 *
 * @param retryAfterMax the longest wait that a {@code Retry-After} can ask for
 * @param leadIdPointers where Oplead's id of a new lead is; the first that is there counts
 * @param formLeadIdPointers the same in the form import's answers
 */
public record AnswerProfile(
    Statuses statuses,
    Duration retryAfterMax,
    Refusals refusals,
    List<JsonPointer> leadIdPointers,
    List<JsonPointer> formLeadIdPointers,
    LookUp lookUp,
    Subscriptions subscriptions) {

  /**
   * HTTP statuses that count before the general rules.
   *
   * @param accepted besides every 2xx
   * @param updateRefused of a document or a status
   * @param unknown after which Oplead may or may not have the lead
   */
  public record Statuses(
      Set<Integer> accepted,
      Set<Integer> refused,
      Set<Integer> updateRefused,
      Set<Integer> tokenRefused,
      Set<Integer> throttled,
      Set<Integer> unknown) {}

  /**
   * Where the body of a 2xx may refuse what was sent.
   *
   * @param failureWords first words, compared without capitals and accents
   */
  public record Refusals(
      List<JsonPointer> successPointers,
      List<JsonPointer> outcomePointers,
      List<String> failureWords,
      List<JsonPointer> errorPointers,
      List<JsonPointer> statusPointers) {}

  /**
   * The answer to a look-up.
   *
   * @param leadsPointer the leads, or the one lead; the whole answer where it is empty
   * @param webhookPointers where a lead repeats its webhook address
   */
  public record LookUp(Optional<JsonPointer> leadsPointer, List<JsonPointer> webhookPointers) {}

  /**
   * The list of subscriptions.
   *
   * @param listPointer the whole answer where it is empty
   */
  public record Subscriptions(
      Optional<JsonPointer> listPointer,
      List<JsonPointer> idPointers,
      List<JsonPointer> urlPointers) {}
}
