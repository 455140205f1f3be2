package io.leadloop.http.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Describes where and why a body is not JSON, without quoting it: Jackson's messages quote the
 * body, which may be personal.
 */
public final class JsonFault {
  /** Fragments of Jackson's messages and our descriptions. */
  private static final Map<String, String> CAUSES = new LinkedHashMap<>();

  static {
    CAUSES.put(
        "Illegal unquoted character",
        "a control character in a string must be escaped, a line break as \\n");
    CAUSES.put("Illegal character ((CTRL-CHAR", "a control character outside of a string");
    CAUSES.put("Unrecognized character escape", "an unknown escape after a backslash");
    CAUSES.put("Unexpected end-of-input", "the body ends too early");
    CAUSES.put("was expecting double-quote to start field name", "a member's name must be in \"");
    CAUSES.put("was expecting a colon", "a colon must follow a member's name");
    CAUSES.put("was expecting comma", "a comma is missing between two members or elements");
    CAUSES.put("Unexpected close marker", "a bracket or brace is closed that is not open");
    CAUSES.put("Leading zeroes not allowed", "a number begins with a superfluous zero");
    CAUSES.put("Decimal point not followed by a digit", "a number ends with its decimal point");
    CAUSES.put("in numeric value", "a number is not written as in JSON");
    CAUSES.put("Non-standard token", "a number is not written as in JSON");
    CAUSES.put("Unrecognized token", "a text must be in \"");
    CAUSES.put("Invalid UTF-8", "it is not UTF-8");
    CAUSES.put("expected a valid value", "a value is missing or must be in \"");
  }

  private JsonFault() {}

  /** For example {@code line 1, column 96: a control character in a string must be escaped}. */
  public static String of(JsonParseException e) {
    JsonLocation at = e.getLocation();
    String place = "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    return cause(e.getOriginalMessage()).map(cause -> place + ": " + cause).orElse(place);
  }

  private static Optional<String> cause(String words) {
    return CAUSES.entrySet().stream()
        .filter(cause -> words.contains(cause.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
