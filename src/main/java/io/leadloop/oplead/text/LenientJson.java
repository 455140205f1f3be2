package io.leadloop.oplead.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Optional;

/**
 * Parses hand-written JSON: with single quotes, raw line breaks, trailing commas, or several values
 * in sequence, which become an array.
 */
public final class LenientJson {
  private static final ObjectReader JSON =
      OpleadJson.mapper()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build()
          .readerFor(JsonNode.class);

  private LenientJson() {}

  /** Whether the text starts like an object, array or string. */
  public static boolean looksLikeJson(String text) {
    return !text.isEmpty() && "{[\"".indexOf(text.charAt(0)) >= 0;
  }

  /** A streaming parser. */
  static JsonParser parser(String text) throws IOException {
    return JSON.createParser(text);
  }

  /** Parses the text; empty if it is not JSON. Garbage after a complete value is ignored. */
  public static Optional<JsonNode> read(String text) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    boolean unused = readInto(values, text);
    return one(values);
  }

  /** Parses the text; empty if it is not JSON or has garbage at its end. */
  public static Optional<JsonNode> readWhole(String text) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    return readInto(values, text) ? one(values) : Optional.empty();
  }

  private static Optional<JsonNode> one(ArrayNode values) {
    return values.size() > 1 ? Optional.of(values) : Optional.ofNullable(values.get(0));
  }

  /** Whether the whole text was parsed. */
  private static boolean readInto(ArrayNode values, String text) {
    try (MappingIterator<JsonNode> all = JSON.readValues(text)) {
      while (all.hasNextValue()) {
        values.add(all.nextValue());
      }
      return true;
    } catch (IOException | NumberFormatException unreadable) {
      // The parser throws undeclared exceptions for some decimals.
      return false;
    }
  }
}
