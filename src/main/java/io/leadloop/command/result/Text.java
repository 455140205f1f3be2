package io.leadloop.command.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * JSON values as one line of text for a terminal. Control characters are replaced: what others sent
 * to the gateway could otherwise change what the terminal shows.
 */
final class Text {
  private static final String NOTHING = "-";
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+");
  private static final Pattern FRACTION =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\.\\d+Z");

  private Text() {}

  /**
   * @param value null and empty lists are a dash
   */
  static String of(JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return NOTHING;
    }
    if (value.isArray()) {
      return value.isEmpty()
          ? NOTHING
          : value.valueStream().map(Text::of).collect(Collectors.joining(", "));
    }
    return line(value.isValueNode() ? value.asText() : value.toString());
  }

  /** Without control characters, and times without fractions of a second. */
  static String line(String text) {
    return FRACTION.matcher(CONTROL.matcher(text).replaceAll(" ").strip()).replaceAll("$1Z");
  }
}
