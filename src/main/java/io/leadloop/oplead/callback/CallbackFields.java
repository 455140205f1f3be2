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
 * Looks up values in a callback: in its outermost object and those wrapped in it, in order of
 * precedence. Names are normalized by {@link FieldName}.
 */
record CallbackFields(List<JsonNode> documents) {
  private static final int MOST_DIGITS = 30;

  /** The values at the places, ordered by place, then by document. */
  Stream<JsonNode> at(List<JsonPointer> places) {
    return places.stream()
        .flatMap(place -> documents.stream().map(document -> document.at(place)))
        .filter(value -> !value.isMissingNode() && !value.isNull());
  }

  /** The first non-blank string, number or boolean at the places. */
  Optional<String> first(List<JsonPointer> places) {
    return at(places).map(CallbackFields::text).flatMap(Optional::stream).findFirst();
  }

  /** Moves a document to the front. */
  CallbackFields beginningWith(JsonNode document) {
    List<JsonNode> order = new ArrayList<>(documents);
    order.removeIf(other -> other == document);
    order.add(0, document);
    return new CallbackFields(order);
  }

  /** The scalar value with HTML entities decoded; empty for blanks, objects and arrays. */
  static Optional<String> text(JsonNode value) {
    return Optional.of(value)
        .filter(found -> found.isValueNode() && !found.isNull())
        .map(found -> withoutEntities(found.asText()).strip())
        .filter(text -> !text.isBlank());
  }

  /** A number in plain digits; empty if it has too many. */
  static Optional<String> digits(JsonNode value) {
    BigDecimal number = value.decimalValue();
    long whole = (long) number.precision() - number.scale();
    return Math.abs(whole) > MOST_DIGITS ? Optional.empty() : Optional.of(number.toPlainString());
  }

  /** Decodes twice, since entities may be nested. */
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
