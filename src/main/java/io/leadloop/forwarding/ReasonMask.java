package io.leadloop.forwarding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.leadloop.oplead.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a lead's own values out of Oplead's words about it ("jean@example.com is no address"),
 * since a reason is kept in the clear and travels on a topic.
 */
final class ReasonMask {
  private static final int SHORTEST_MASKED = 3;
  private static final String MASK = "***";

  private ReasonMask() {}

  /** The same outcome, its reason without the lead's values. */
  static Outcome mask(Outcome outcome, byte[] document) {
    if (outcome instanceof Outcome.Refused refused) {
      return new Outcome.Refused(mask(refused.reason(), document));
    } else if (outcome instanceof Outcome.Unavailable unavailable) {
      String reason = mask(unavailable.reason(), document);
      return new Outcome.Unavailable(reason, unavailable.retryAfter());
    } else if (outcome instanceof Outcome.TokenRefused refused) {
      return new Outcome.TokenRefused(mask(refused.reason(), document));
    }
    return outcome;
  }

  /**
   * @param document the lead's JSON
   */
  static String mask(String reason, byte[] document) {
    String masked = reason;
    for (String value : values(document)) {
      Pattern literal = Pattern.compile(Pattern.quote(value), Pattern.CASE_INSENSITIVE);
      masked = literal.matcher(masked).replaceAll(Matcher.quoteReplacement(MASK));
    }
    return masked;
  }

  /**
   * The document's scalars, the longest first, so that a part of another is not taken out alone.
   */
  private static List<String> values(byte[] document) {
    List<String> values = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(document)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isScalarValue() && !parser.currentToken().isBoolean()) {
          values.add(parser.getText());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an accepted document is JSON", e);
    }
    values.removeIf(value -> value.length() < SHORTEST_MASKED);
    values.sort(Comparator.comparingInt(String::length).reversed());
    return values;
  }
}
