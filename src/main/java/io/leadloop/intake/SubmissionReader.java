package io.leadloop.intake;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a submission (CONTRACT, "A submission") and says all that is wrong with it at once. The
 * lead document is kept as it stands in the body, so numbers, escapes, repeated members and their
 * order reach Oplead unchanged.
 */
@Singleton
class SubmissionReader {
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
   * @param body as it came; null when there was none
   * @param idempotencyKey the header, which serves as reference when the body has none; may be null
   * @throws ProblemException {@code malformed-body}, {@code invalid-lead}, {@code body-too-large}
   *     or {@code too-late}
   */
  LeadSubmission read(byte[] body, String idempotencyKey) {
    LeadSubmission submission = read(decode(body));
    return submission.reference().isPresent()
        ? submission
        : submission.under(checked(idempotencyKey));
  }

  private LeadSubmission read(String text) {
    try (JsonParser parser = json.getFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        throw malformed("it is empty");
      }
      Envelope envelope = Envelope.read(parser, text);
      if (parser.nextToken() != null) {
        throw malformed("something follows its end");
      }
      return submission(envelope);
    } catch (JsonParseException | StreamConstraintsException e) {
      throw malformed(where(e.getLocation()));
    } catch (ArithmeticException | NumberFormatException e) {
      throw malformed("it has a number that is out of every range");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private LeadSubmission submission(Envelope envelope) throws IOException {
    List<FieldError> errors = new ArrayList<>(envelope.errors());
    byte[] document = document(envelope);
    JsonNode content = content(envelope);
    if (envelope.document() != null) {
      errors.addAll(schema.check(content));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.rejected(ErrorCode.INVALID_LEAD, distinct(errors));
    }
    if (envelope.notAfter() != null && !envelope.notAfter().isAfter(clock.instant())) {
      throw new ProblemException(ErrorCode.TOO_LATE, "The time in not_after has passed.");
    }
    return new LeadSubmission(
        envelope.customer(),
        Optional.ofNullable(envelope.reference()),
        Optional.ofNullable(envelope.notAfter()),
        document,
        content);
  }

  /**
   * From the text, as the envelope was: Jackson refuses some names in bytes that it reads there.
   */
  private JsonNode content(Envelope envelope) throws IOException {
    return envelope.document() == null
        ? MissingNode.getInstance()
        : json.readTree(envelope.document());
  }

  private byte[] document(Envelope envelope) {
    if (envelope.document() == null) {
      return new byte[0];
    }
    byte[] document = envelope.document().getBytes(StandardCharsets.UTF_8);
    if (document.length > maxLeadBytes) {
      String detail = "A lead is at most %d bytes of JSON.".formatted(maxLeadBytes);
      throw new ProblemException(ErrorCode.BODY_TOO_LARGE, detail);
    }
    return document;
  }

  /** What is wrong once by the gateway's rule and once by the schema's is told once. */
  private static List<FieldError> distinct(List<FieldError> errors) {
    Map<String, FieldError> byPointer = new LinkedHashMap<>();
    errors.forEach(error -> byPointer.putIfAbsent(error.pointer(), error));
    return List.copyOf(byPointer.values());
  }

  private static String checked(String idempotencyKey) {
    if (idempotencyKey != null && !Envelope.isReference(idempotencyKey)) {
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
    // Depth and the length of numbers are limited, and what is over that has no place.
    return at == null
        ? "it is nested too deeply, or has a number that is too long"
        : "look at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(ErrorCode.MALFORMED_BODY, "The body is not JSON: " + why);
  }
}
