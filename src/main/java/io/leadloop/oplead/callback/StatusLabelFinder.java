package io.leadloop.oplead.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.status.LabelCodes;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.status.StatusMap;
import io.leadloop.oplead.text.BodyCharset;
import io.leadloop.oplead.text.FieldName;
import io.leadloop.oplead.text.OneLine;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Selects the status label among all candidates: first a mapped label, then the first that is not
 * an acknowledgement such as {@code "status": "success"}; a number only if there is no word.
 */
final class StatusLabelFinder {
  private static final Pattern ACKNOWLEDGEMENT =
      Pattern.compile(
          "(?iu)ok|okay|success|successful|succes|succès|true|false|error|erreur|fail|failed|failure"
              + "|null|undefined|none|[245][0-9]{2}");

  /** Longer texts cannot be mapped labels in any encoding. */
  private static final int LONGEST = 1_000;

  private final List<JsonPointer> places;
  private final LabelCodes statuses;

  StatusLabelFinder(List<JsonPointer> places, LabelCodes statuses) {
    this.places = FieldName.of(places);
    this.statuses = statuses;
  }

  /** Finds the label and the document that contains it, by the table of the profile alone. */
  Optional<Found> find(CallbackFields fields) {
    return find(fields, statuses);
  }

  /** The same by another table. */
  Optional<Found> find(CallbackFields fields, LabelCodes codes) {
    return candidates(fields, codes)
        .filter(found -> found.code() != StatusCode.OTHER)
        .findFirst()
        .or(
            () ->
                candidates(fields, codes).filter(Found::isLabel).filter(Found::isWord).findFirst())
        .or(() -> candidates(fields, codes).filter(Found::isLabel).findFirst());
  }

  private Stream<Found> candidates(CallbackFields fields, LabelCodes codes) {
    return fields.documents().stream()
        .flatMap(
            document ->
                places.stream()
                    .flatMap(place -> CallbackFields.text(document.at(place)).stream())
                    .map(text -> found(text, document, codes)));
  }

  private static Found found(String text, JsonNode document, LabelCodes codes) {
    if (text.length() > LONGEST) {
      return unknown(text, document);
    }
    return known(text, document, codes)
        .or(() -> percentDecoded(text).flatMap(decoded -> known(decoded, document, codes)))
        .or(() -> misreadUtf8(text).flatMap(decoded -> known(decoded, document, codes)))
        .orElseGet(() -> unknown(text, document));
  }

  /** Not truncated: personal data could not be detected in a truncated label. */
  private static Found unknown(String text, JsonNode document) {
    return new Found(OneLine.of(text, text.length()), StatusCode.OTHER, document);
  }

  private static Optional<Found> known(String text, JsonNode document, LabelCodes codes) {
    StatusCode code = codes.codeOf(text);
    return code == StatusCode.OTHER
        ? Optional.empty()
        : Optional.of(new Found(StatusMap.shown(text), code, document));
  }

  /** A form value encoded twice: {@code Gagn%C3%A9}. */
  private static Optional<String> percentDecoded(String text) {
    return text.indexOf('%') < 0
        ? Optional.empty()
        : CallbackFields.text(FormReader.read("label=" + text, BodyCharset.of(null)).path("label"));
  }

  /** UTF-8 that the sender decoded as windows-1252: {@code GagnÃ©}. */
  private static Optional<String> misreadUtf8(String text) {
    if (text.chars().allMatch(c -> c < 128)) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(BodyCharset.WINDOWS_1252));
      return Optional.of(UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException notMisread) {
      return Optional.empty();
    }
  }

  /**
   * A candidate.
   *
   * @param label on one line
   */
  record Found(String label, StatusCode code, JsonNode document) {
    boolean isWord() {
      return label.codePoints().anyMatch(Character::isLetter);
    }

    boolean isLabel() {
      return !label.isEmpty() && !ACKNOWLEDGEMENT.matcher(label).matches();
    }
  }
}
