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
 * Reads JSON as scripts write it by hand: with single quotes, raw line breaks, a comma too many, or
 * several values one after the other, which are an array then.
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

  /** Whether it begins as an object, an array or a text does. */
  public static boolean looksLikeJson(String text) {
    return !text.isEmpty() && "{[\"".indexOf(text.charAt(0)) >= 0;
  }

  /** For reading a value step by step. */
  static JsonParser parser(String text) throws IOException {
    return JSON.createParser(text);
  }

  /** The value; empty where the text is none. What follows a whole value and is none is ignored. */
  public static Optional<JsonNode> read(String text) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    boolean unused = readInto(values, text);
    return one(values);
  }

  /** The value; empty where the text is none, or anything else follows it. */
  public static Optional<JsonNode> readWhole(String text) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    return readInto(values, text) ? one(values) : Optional.empty();
  }

  private static Optional<JsonNode> one(ArrayNode values) {
    return values.size() > 1 ? Optional.of(values) : Optional.ofNullable(values.get(0));
  }

  /** Whether all of the text is values. */
  private static boolean readInto(ArrayNode values, String text) {
    try (MappingIterator<JsonNode> all = JSON.readValues(text)) {
      while (all.hasNextValue()) {
        values.add(all.nextValue());
      }
      return true;
    } catch (IOException | NumberFormatException unreadable) {
      // Some numbers break the parser's reading of decimals, which it does not declare.
      return false;
    }
  }
}
