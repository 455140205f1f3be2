package io.leadloop.intake;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a submission (CONTRACT, "A submission") and says all that is wrong with it at once. The
 * lead document is cut out of the body as it stands, so numbers, escapes, repeated members and
 * their order reach Oplead unchanged.
 */
@Singleton
class SubmissionReader {
  private static final int LONGEST_REFERENCE = 128;
  private static final int LONGEST_SLUG = 63;
  private static final Set<String> OURS =
      Set.of("provider_name", "provider_webhook_url", "provider");

  private final ObjectMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private final int maxLeadBytes;
  private final LeadSchema schema;
  private final Clock clock;

  @Inject
  SubmissionReader(IntakeConfig config, LeadSchema schema, Clock clock) {
    this(config.maxLeadBytes(), schema, clock);
  }

  SubmissionReader(int maxLeadBytes, LeadSchema schema, Clock clock) {
    this.maxLeadBytes = maxLeadBytes;
    this.schema = schema;
    this.clock = clock;
  }

  /**
   * @param idempotencyKey the header, which serves as reference when the body has none; may be null
   * @throws ProblemException {@code malformed-body}, {@code invalid-lead} or {@code body-too-large}
   */
  LeadSubmission read(byte[] body, String idempotencyKey) {
    LeadSubmission submission = read(decode(body));
    return submission.reference().isPresent()
        ? submission
        : submission.under(checked(idempotencyKey));
  }

  private LeadSubmission read(String text) {
    try (JsonParser parser = json.getFactory().createParser(text)) {
      return new Reading(parser, text).submission();
    } catch (JsonParseException | StreamConstraintsException e) {
      throw malformed(where(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static String checked(String idempotencyKey) {
    if (idempotencyKey != null && !isReference(idempotencyKey)) {
      throw new ProblemException(
          ErrorCode.INVALID_LEAD, "The header Idempotency-Key must be 1 to 128 characters.");
    }
    return idempotencyKey;
  }

  private static String decode(byte[] body) {
    ByteBuffer bytes = ByteBuffer.wrap(body == null ? new byte[0] : body);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw malformed("it is not UTF-8");
    }
  }

  /** Jackson's own words may repeat what was sent, so only the place is told. */
  private static String where(JsonLocation at) {
    return "look at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static boolean isReference(String text) {
    return !text.isEmpty()
        && text.codePointCount(0, text.length()) <= LONGEST_REFERENCE
        && text.chars().noneMatch(Character::isISOControl);
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(ErrorCode.MALFORMED_BODY, "The body is not JSON: " + why);
  }

  /** One body while it is read, collecting what is wrong. */
  private final class Reading {
    private final JsonParser parser;
    private final String text;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private String customer;
    private String reference;
    private Instant notAfter;
    private String document;

    Reading(JsonParser parser, String text) {
      this.parser = parser;
      this.text = text;
    }

    LeadSubmission submission() throws IOException {
      if (parser.nextToken() == null) {
        throw malformed("it is empty");
      }
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          member(parser.currentName());
        }
        requireMembers();
      } else {
        parser.skipChildren();
        errors.add(new FieldError("", "must be an object"));
      }
      if (parser.nextToken() != null) {
        throw malformed("something follows its end");
      }
      return result();
    }

    private void member(String name) throws IOException {
      JsonToken value = parser.nextToken();
      String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
      if (!seen.add(name)) {
        errors.add(new FieldError(pointer, "is given twice"));
        parser.skipChildren();
        return;
      }
      switch (name) {
        case "customer" -> customer = string(value, pointer, LONGEST_SLUG);
        case "reference" -> reference = value == JsonToken.VALUE_NULL ? null : reference(value);
        case "not_after" -> notAfter = value == JsonToken.VALUE_NULL ? null : time(value);
        case "lead" -> document = document(value);
        default -> {
          errors.add(new FieldError(pointer, "is not known here"));
          parser.skipChildren();
        }
      }
    }

    private String string(JsonToken value, String pointer, int longest) throws IOException {
      if (value != JsonToken.VALUE_STRING) {
        errors.add(new FieldError(pointer, "must be a string"));
        parser.skipChildren();
        return null;
      }
      String given = parser.getText();
      if (given.isEmpty() || given.length() > longest) {
        errors.add(new FieldError(pointer, "must be 1 to " + longest + " characters"));
      }
      return given;
    }

    private String reference(JsonToken value) throws IOException {
      String given = string(value, "/reference", Integer.MAX_VALUE);
      if (given != null && !given.isEmpty() && !isReference(given)) {
        errors.add(
            new FieldError("/reference", "must be 1 to 128 characters, none a control character"));
      }
      return given;
    }

    private Instant time(JsonToken value) throws IOException {
      String given = string(value, "/not_after", Integer.MAX_VALUE);
      try {
        return given == null || given.isEmpty() ? null : OffsetDateTime.parse(given).toInstant();
      } catch (DateTimeParseException e) {
        errors.add(new FieldError("/not_after", "must be a time as in RFC 3339"));
        return null;
      }
    }

    private String document(JsonToken value) throws IOException {
      if (value != JsonToken.START_OBJECT) {
        errors.add(new FieldError("/lead", "must be an object"));
        parser.skipChildren();
        return null;
      }
      int start = (int) parser.currentTokenLocation().getCharOffset();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (OURS.contains(parser.currentName())) {
          String pointer = "/lead/" + parser.currentName();
          errors.add(new FieldError(pointer, "is set by the gateway and may not be given"));
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return text.substring(start, (int) parser.currentLocation().getCharOffset());
    }

    private void requireMembers() {
      for (String required : List.of("customer", "lead")) {
        if (!seen.contains(required)) {
          errors.add(new FieldError("/" + required, "is required"));
        }
      }
    }

    private LeadSubmission result() throws IOException {
      JsonNode content = document == null ? null : content();
      if (content != null) {
        errors.addAll(schema.check(content));
      }
      if (!errors.isEmpty()) {
        throw ProblemException.rejected(ErrorCode.INVALID_LEAD, distinct(errors));
      }
      if (notAfter != null && !notAfter.isAfter(clock.instant())) {
        throw new ProblemException(ErrorCode.TOO_LATE, "The time in not_after has passed.");
      }
      return new LeadSubmission(
          customer,
          Optional.ofNullable(reference),
          Optional.ofNullable(notAfter),
          document.getBytes(StandardCharsets.UTF_8),
          content);
    }

    private JsonNode content() throws IOException {
      byte[] lead = document.getBytes(StandardCharsets.UTF_8);
      if (lead.length > maxLeadBytes) {
        String detail = "A lead is at most %d bytes of JSON.".formatted(maxLeadBytes);
        throw new ProblemException(ErrorCode.BODY_TOO_LARGE, detail);
      }
      return json.readTree(lead);
    }
  }

  /** What is wrong once by the gateway's rule and once by the schema's is told once. */
  private static List<FieldError> distinct(List<FieldError> errors) {
    Map<String, FieldError> byPointer = new LinkedHashMap<>();
    errors.forEach(error -> byPointer.putIfAbsent(error.pointer(), error));
    return List.copyOf(byPointer.values());
  }
}
