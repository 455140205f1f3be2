package io.leadloop.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
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
 * Reads the members of a submission and reports unknown, duplicate and mistyped ones. The lead
 * document is cut out of the text unchanged.
 */
final class EnvelopeReader {
  private final JsonParser parser;
  private final String text;
  private final List<FieldError> errors = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private String customer;
  private String reference;
  private Instant notAfter;
  private Envelope.Document lead;

  /**
   * @param parser positioned at the first value of the text
   */
  EnvelopeReader(JsonParser parser, String text) {
    this.parser = parser;
    this.text = text;
  }

  Envelope read() throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        member(parser.currentName());
      }
    } else {
      rejectValue("", "must be an object");
    }
    return new Envelope(customer, reference, notAfter, lead);
  }

  /** The errors found so far. */
  List<FieldError> errors() {
    return errors;
  }

  private void member(String name) throws IOException {
    JsonToken value = parser.nextToken();
    String pointer = "/" + FieldError.escaped(name);
    if (!seen.add(name)) {
      rejectValue(pointer, "is given twice");
      return;
    }
    switch (name) {
      case "customer" -> customer = string(value, pointer);
      case "reference" -> reference = optional(value, pointer);
      case "not_after" -> notAfter = time(optional(value, pointer), pointer);
      case "lead" -> lead = document(value, pointer);
      default -> rejectValue(pointer, "is not known here");
    }
  }

  private String optional(JsonToken value, String pointer) throws IOException {
    return value == JsonToken.VALUE_NULL ? null : string(value, pointer);
  }

  private String string(JsonToken value, String pointer) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    rejectValue(pointer, "must be a string");
    return null;
  }

  private Instant time(String given, String pointer) {
    Optional<Instant> time = Optional.ofNullable(given).flatMap(EnvelopeReader::rfc3339);
    if (given != null && time.isEmpty()) {
      reject(pointer, "must be a time as in RFC 3339");
    }
    return time.orElse(null);
  }

  /** RFC 3339 years have four digits; Java accepts more than PostgreSQL can store. */
  private static Optional<Instant> rfc3339(String text) {
    try {
      return text.matches("\\d{4}-.*")
          ? Optional.of(OffsetDateTime.parse(text).toInstant())
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Envelope.Document document(JsonToken value, String pointer) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      rejectValue(pointer, "must be an object");
      return null;
    }
    int start = (int) parser.currentTokenLocation().getCharOffset();
    GatewayMembers members = new GatewayMembers(parser);
    JsonNode content = members.readValueAsTree();
    int end = (int) parser.currentLocation().getCharOffset();
    members
        .pointers()
        .forEach(ours -> reject("/lead" + ours, "is set by the gateway and may not be given"));
    return new Envelope.Document(text.substring(start, end), content);
  }

  private void rejectValue(String pointer, String detail) throws IOException {
    reject(pointer, detail);
    parser.skipChildren();
  }

  private void reject(String pointer, String detail) {
    if (errors.size() < ProblemException.MOST_ERRORS) {
      errors.add(new FieldError(pointer, detail));
    }
  }
}
