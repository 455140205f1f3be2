package io.leadloop.console.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** The kinds of inputs, and what the text of each is in the body of the API. */
public enum FieldKind {
  TEXT("text"),
  ADDRESS("url"),
  SECRET("password"),
  NUMBER("number") {
    @Override
    JsonNode json(String text, ZoneId zone) {
      return NUMERIC.matcher(text).matches() ? JSON.numberNode(Integer.parseInt(text)) : as(text);
    }
  },
  /** Hours, or as ISO 8601 writes it. */
  DURATION("text") {
    @Override
    JsonNode json(String text, ZoneId zone) {
      return as(NUMERIC.matcher(text).matches() ? "PT" + text + "H" : text);
    }
  },
  /** In the time zone of the pages. */
  TIME("datetime-local") {
    @Override
    JsonNode json(String text, ZoneId zone) {
      try {
        return as(LocalDateTime.parse(text).atZone(zone).toInstant().toString());
      } catch (DateTimeException notATime) {
        return as(text);
      }
    }
  },
  /** Texts between blanks or in lines, or boxes to check. */
  LIST("checkbox"),
  FLAG("checkbox") {
    @Override
    JsonNode json(String text, ZoneId zone) {
      return JSON.booleanNode(true);
    }
  },
  CHOICE("radio");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern NUMERIC = Pattern.compile("[0-9]{1,9}");

  private final String type;

  FieldKind(String type) {
    this.type = type;
  }

  /** The input's. */
  public String type() {
    return type;
  }

  /** A text that is not of the kind stays one, so that the API refuses it. */
  JsonNode json(String text, ZoneId zone) {
    return as(text);
  }

  private static JsonNode as(String text) {
    return JSON.textNode(text);
  }
}
