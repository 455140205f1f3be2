package io.leadloop.oplead.answer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.profile.AnswerProfile;
import io.leadloop.oplead.text.FieldName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Finds a refusal in the body of an answer whose HTTP status reports success. */
public final class RefusalFinder {
  /** Values of error members that mean no error. */
  private static final Set<String> NO_ERROR =
      Set.of(
          "",
          "false",
          "no",
          "non",
          "none",
          "null",
          "undefined",
          "nil",
          "na",
          "ok",
          "success",
          "succes",
          "n",
          "noerror",
          "noerrors",
          "aucun",
          "aucune",
          "aucuneerreur",
          "pasderreur",
          "sanserreur",
          "200",
          "201",
          "202");

  private static final Set<String> FALSE = Set.of("0", "false", "no", "non");
  private static final Set<Integer> NO_ERROR_NUMBERS = Set.of(0, 200, 201, 202);

  /** Members that hold a lead's state, or the result of a request without a lead. */
  private static final Set<String> OF_LEADS =
      Set.of("accepted", "valid", "response", "return", "retour", "etat");

  /** Failure words that cannot be the state of a lead; unlike refused or invalid. */
  private static final Set<String> OF_REQUESTS =
      Set.of("error", "erreur", "fail", "failed", "failure", "echec");

  private static final String CODE = "code";
  private static final Pattern FIRST_WORD =
      Pattern.compile("[^\\p{L}\\p{N}]{0,10}(\\p{L}++)(?![\\p{N}_])");
  private static final Pattern ZEROES = Pattern.compile("0+");
  private static final Pattern ERROR_STATUS = Pattern.compile("[45][0-9]{2}");

  private final boolean ofReads;
  private final AnswerPlaces successes;
  private final AnswerPlaces successesWithoutLeads;
  private final AnswerPlaces outcomes;
  private final AnswerPlaces outcomesBesideLeads;
  private final AnswerPlaces errors;
  private final AnswerPlaces statuses;
  private final Set<String> failureWords;

  private RefusalFinder(AnswerProfile.Refusals places, boolean ofReads) {
    this.ofReads = ofReads;
    this.successes = new AnswerPlaces(places.successPointers());
    this.successesWithoutLeads = besideLeads(places.successPointers());
    this.outcomes = new AnswerPlaces(places.outcomePointers());
    this.outcomesBesideLeads = besideLeads(places.outcomePointers());
    this.errors = new AnswerPlaces(places.errorPointers());
    this.statuses = new AnswerPlaces(places.statusPointers());
    this.failureWords =
        places.failureWords().stream().map(FieldName::of).collect(Collectors.toSet());
  }

  private static AnswerPlaces besideLeads(List<JsonPointer> pointers) {
    return new AnswerPlaces(
        pointers.stream().filter(place -> !OF_LEADS.contains(FieldName.of(name(place)))).toList());
  }

  private static String name(JsonPointer place) {
    return place.matches() ? "" : place.last().getMatchingProperty();
  }

  /** For answers to writes. */
  public static RefusalFinder ofChanges(AnswerProfile.Refusals places) {
    return new RefusalFinder(places, false);
  }

  /**
   * For answers to reads. They contain leads with any status, so words that otherwise describe the
   * request's result are ignored.
   */
  public static RefusalFinder ofReads(AnswerProfile.Refusals places) {
    return new RefusalFinder(places, true);
  }

  /**
   * Returns the refusal in the body, if any.
   *
   * @param namesId whether the answer contains the created id; then values that may describe the
   *     resource, such as a state or a number like an HTTP status, are not refusals
   */
  Optional<Refusal> in(AnswerBody body, boolean namesId) {
    if (body.kind() == AnswerBody.Kind.TEXT) {
      return ofReads || !beginsWithFailure(body.text())
          ? Optional.empty()
          : Optional.of(new Refusal(Optional.empty()));
    } else if (!body.root().isContainerNode() || ofReads && body.root().isArray()) {
      return Optional.empty();
    }
    Set<String> beginnings = AnswerPlaces.beginnings(body.root());
    Optional<Integer> status = status(body.root(), beginnings);
    boolean isRefused =
        namesId || ofReads
            ? isRefusedBesideLeads(body.root(), beginnings, namesId)
            : isRefused(body.root(), beginnings);
    return isRefused || !ofReads && !namesId && status.isPresent()
        ? Optional.of(new Refusal(status))
        : Optional.empty();
  }

  private boolean isRefused(JsonNode root, Set<String> beginnings) {
    return successes.in(root, beginnings).anyMatch(this::isFalse)
        || outcomes.in(root, beginnings).anyMatch(this::isFailure)
        || errors.in(root, beginnings).anyMatch(RefusalFinder::isError);
  }

  private boolean isRefusedBesideLeads(JsonNode root, Set<String> beginnings, boolean namesId) {
    return successesWithoutLeads.in(root, beginnings).anyMatch(this::isFalse)
        || !ofReads && outcomesBesideLeads.in(root, beginnings).anyMatch(this::isFailureOfARequest)
        || errors
            .in(root, beginnings)
            .anyMatch(error -> namesId ? isErrorBesideALead(error) : isError(error));
  }

  private boolean isFailureOfARequest(JsonNode outcome) {
    String word = outcome.isTextual() ? FieldName.of(outcome.textValue()) : "";
    return OF_REQUESTS.contains(word) && failureWords.contains(word);
  }

  private static boolean isErrorBesideALead(JsonNode error) {
    return error.isArray()
        ? StreamSupport.stream(error.spliterator(), false)
            .anyMatch(RefusalFinder::isErrorBesideALead)
        : isError(error) && !isOfCodeNone(error);
  }

  /** Without an id it may be an exception, whose default code is 0. */
  private static boolean isOfCodeNone(JsonNode error) {
    return error.properties().stream()
        .filter(member -> FieldName.of(member.getKey()).equals(CODE))
        .map(Map.Entry::getValue)
        .filter(code -> code.isValueNode() && !code.isNull() && !code.asText().isBlank())
        .anyMatch(code -> !isError(code));
  }

  private boolean isFalse(JsonNode success) {
    return isFailure(success)
        || success.isNumber() && success.intValue() == 0
        || success.isTextual() && FALSE.contains(FieldName.of(success.textValue()));
  }

  private boolean isFailure(JsonNode outcome) {
    return outcome.isBoolean() && !outcome.booleanValue()
        || outcome.isTextual() && beginsWithFailure(outcome.textValue());
  }

  private boolean beginsWithFailure(String text) {
    Matcher first = FIRST_WORD.matcher(text);
    return first.lookingAt() && failureWords.contains(FieldName.of(first.group(1)));
  }

  private static boolean isError(JsonNode error) {
    if (error.isContainerNode()) {
      return StreamSupport.stream(error.spliterator(), false).anyMatch(RefusalFinder::isError);
    } else if (error.isNumber()) {
      return !NO_ERROR_NUMBERS.contains(error.intValue());
    } else if (error.isTextual()) {
      String text = FieldName.of(error.textValue());
      return !NO_ERROR.contains(text) && !ZEROES.matcher(text).matches();
    }
    return error.booleanValue();
  }

  private Optional<Integer> status(JsonNode root, Set<String> beginnings) {
    return statuses
        .in(root, beginnings)
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .filter(text -> ERROR_STATUS.matcher(text).matches())
        .findFirst()
        .map(Integer::valueOf);
  }

  /**
   * A refusal.
   *
   * @param status the HTTP status in the body
   */
  record Refusal(Optional<Integer> status) {}
}
