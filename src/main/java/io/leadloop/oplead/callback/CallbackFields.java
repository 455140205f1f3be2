package io.leadloop.oplead.callback;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.text.FieldName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Where to look for what a callback holds: its outermost object and those wrapped in it, in the
 * order in which they count. All names are as {@link FieldName} has them.
 */
record CallbackFields(List<JsonNode> documents) {
  private static final int MOST_DIGITS = 30;

  /** The values at these places: those of the first place, from every document, come first. */
  Stream<JsonNode> at(List<JsonPointer> places) {
    return places.stream()
        .flatMap(place -> documents.stream().map(document -> document.at(place)))
        .filter(value -> !value.isMissingNode() && !value.isNull());
  }

  /** The first text, number or truth value at these places that is not blank. */
  Optional<String> first(List<JsonPointer> places) {
    return at(places).map(CallbackFields::text).flatMap(Optional::stream).findFirst();
  }

  /** The same documents, with that one before the others. */
  CallbackFields beginningWith(JsonNode document) {
    List<JsonNode> order = new ArrayList<>(documents);
    order.removeIf(other -> other == document);
    order.add(0, document);
    return new CallbackFields(order);
  }

  /** The value as people read it, without HTML's entities; empty for blanks and what has parts. */
  static Optional<String> text(JsonNode value) {
    return Optional.of(value)
        .filter(found -> found.isValueNode() && !found.isNull())
        .map(found -> withoutEntities(found.asText()).strip())
        .filter(text -> !text.isBlank());
  }

  /** A number in plain digits; empty where it has more of them than anything that is read. */
  static Optional<String> digits(JsonNode value) {
    BigDecimal number = value.decimalValue();
    long whole = (long) number.precision() - number.scale();
    return Math.abs(whole) > MOST_DIGITS ? Optional.empty() : Optional.of(number.toPlainString());
  }

  /** Twice, since a text may have passed through two pages. */
  private static String withoutEntities(String text) {
    return text.indexOf('&') < 0 ? text : unescaped(unescaped(text));
  }

  private static String unescaped(String text) {
    try {
      return StringEscapeUtils.unescapeHtml4(text);
    } catch (IllegalArgumentException noCharacter) {
      return text;
    }
  }
}
