package io.leadloop.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.leadloop.error.FieldError;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members around a lead document, read one after the other and collecting what is wrong. The
 * document itself is cut out of the text as it stands.
 */
final class Envelope {
  private static final int LONGEST_REFERENCE = 128;
  private static final int LONGEST_SLUG = 63;
  private static final Set<String> OURS =
      Set.of("provider_name", "provider_webhook_url", "provider");

  private final JsonParser parser;
  private final String text;
  private final List<FieldError> errors = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private String customer;
  private String reference;
  private Instant notAfter;
  private String document;

  private Envelope(JsonParser parser, String text) {
    this.parser = parser;
    this.text = text;
  }

  /**
   * @param parser at the text's first value
   */
  static Envelope read(JsonParser parser, String text) throws IOException {
    Envelope envelope = new Envelope(parser, text);
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        envelope.member(parser.currentName());
      }
      envelope.requireMembers();
    } else {
      parser.skipChildren();
      envelope.reject("", "must be an object");
    }
    return envelope;
  }

  /** Whether a text serves as reference: 1 to 128 characters, all of them {@link #isStorable}. */
  static boolean isReference(String text) {
    return !text.isEmpty()
        && text.codePointCount(0, text.length()) <= LONGEST_REFERENCE
        && isStorable(text);
  }

  /**
   * Whether the database keeps the text as it is: without control characters, of which NUL cannot
   * be stored, and without halves of surrogate pairs, which would become a question mark.
   */
  static boolean isStorable(String text) {
    return text.codePoints().noneMatch(Envelope::isControlOrHalf);
  }

  private static boolean isControlOrHalf(int character) {
    return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
  }

  /** What is wrong with the members; with any, the rest may be null. */
  List<FieldError> errors() {
    return errors;
  }

  String customer() {
    return customer;
  }

  String reference() {
    return reference;
  }

  Instant notAfter() {
    return notAfter;
  }

  /** The document's text, or null where it is no object. */
  String document() {
    return document;
  }

  private void member(String name) throws IOException {
    JsonToken value = parser.nextToken();
    String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
    if (!seen.add(name)) {
      rejectValue(pointer, "is given twice");
      return;
    }
    switch (name) {
      case "customer" -> customer = customer(value);
      case "reference" -> reference = value == JsonToken.VALUE_NULL ? null : reference(value);
      case "not_after" -> notAfter = value == JsonToken.VALUE_NULL ? null : time(value);
      case "lead" -> document = document(value);
      default -> rejectValue(pointer, "is not known here");
    }
  }

  private String customer(JsonToken value) throws IOException {
    String given = string(value, "/customer");
    if (given != null && (given.isEmpty() || given.length() > LONGEST_SLUG || !isStorable(given))) {
      reject("/customer", "must be 1 to " + LONGEST_SLUG + " characters, none a control character");
    }
    return given;
  }

  private String reference(JsonToken value) throws IOException {
    String given = string(value, "/reference");
    if (given != null && !isReference(given)) {
      reject("/reference", "must be 1 to 128 characters, none a control character");
    }
    return given;
  }

  private Instant time(JsonToken value) throws IOException {
    String given = string(value, "/not_after");
    Optional<Instant> time = Optional.ofNullable(given).flatMap(Envelope::rfc3339);
    if (given != null && time.isEmpty()) {
      reject("/not_after", "must be a time as in RFC 3339");
    }
    return time.orElse(null);
  }

  /** RFC 3339 has years of four digits, Java more than a database can keep. */
  private static Optional<Instant> rfc3339(String text) {
    try {
      return text.matches("\\d{4}-.*")
          ? Optional.of(OffsetDateTime.parse(text).toInstant())
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private String document(JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      rejectValue("/lead", "must be an object");
      return null;
    }
    int start = (int) parser.currentTokenLocation().getCharOffset();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (OURS.contains(parser.currentName())) {
        reject("/lead/" + parser.currentName(), "is set by the gateway and may not be given");
      }
      parser.nextToken();
      parser.skipChildren();
    }
    return text.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  private String string(JsonToken value, String pointer) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    rejectValue(pointer, "must be a string");
    return null;
  }

  private void requireMembers() {
    for (String required : List.of("customer", "lead")) {
      if (!seen.contains(required)) {
        reject("/" + required, "is required");
      }
    }
  }

  private void rejectValue(String pointer, String detail) throws IOException {
    reject(pointer, detail);
    parser.skipChildren();
  }

  private void reject(String pointer, String detail) {
    errors.add(new FieldError(pointer, detail));
  }
}
