package io.leadloop.intake;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.json.JsonFault;
import io.leadloop.http.json.JsonText;
import io.leadloop.lead.text.DocumentJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses and validates a submission, and reports all errors at once. The lead document is kept byte
 * for byte, so numbers, escapes, duplicate members and member order reach Oplead unchanged.
 */
@Singleton
public class SubmissionReader {
  private final ObjectMapper json;
  private final int maxLeadBytes;
  private final int maxNesting;
  private final LeadSchema schema;

  @Inject
  public SubmissionReader(IntakeConfig config, LeadSchema schema) {
    this(config.maxLeadBytes(), config.maxNesting(), schema);
  }

  public SubmissionReader(int maxLeadBytes, int maxNesting, LeadSchema schema) {
    this.json = mapper(maxNesting);
    this.maxLeadBytes = maxLeadBytes;
    this.maxNesting = maxNesting;
    this.schema = schema;
  }

  /**
   * @param body the body as received, or null
   * @param idempotencyKey the header, used as reference if the body has none; may be null
   * @throws ProblemException {@code malformed-body}, {@code invalid-lead} or {@code body-too-large}
   */
  public LeadSubmission read(byte[] body, String idempotencyKey) {
    LeadSubmission submission = read(JsonText.of(body));
    return submission.reference().isPresent()
        ? submission
        : submission.under(checked(IdempotencyKey.read(idempotencyKey)));
  }

  private static ObjectMapper mapper(int maxNesting) {
    return JsonMapper.builder(DocumentJson.factory(maxNesting))
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  private LeadSubmission read(String text) {
    try (JsonParser parser = json.getFactory().createParser(text)) {
      EnvelopeReader reader = new EnvelopeReader(parser, text);
      Envelope envelope = read(parser, reader);
      return submission(envelope, reader.errors());
    } catch (JsonParseException e) {
      throw JsonText.malformed(JsonFault.of(e));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the body from memory", e);
    }
  }

  private Envelope read(JsonParser parser, EnvelopeReader reader) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw JsonText.malformed("it is empty");
      }
      Envelope envelope = reader.read();
      if (parser.nextToken() != null) {
        throw JsonText.malformed("something follows its end");
      }
      return envelope;
    } catch (StreamConstraintsException e) {
      throw overLimit(parser.getParsingContext().getNestingDepth() > maxNesting);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new ProblemException(
          ErrorCode.INVALID_LEAD, "A number in the body has an exponent out of range.");
    }
  }

  private ProblemException overLimit(boolean tooDeep) {
    String detail =
        tooDeep
            ? "The body is nested more than %d levels deep.".formatted(maxNesting)
            : "A number in the body has more than %d digits."
                .formatted(DocumentJson.LONGEST_NUMBER);
    return new ProblemException(ErrorCode.INVALID_LEAD, detail);
  }

  private LeadSubmission submission(Envelope envelope, List<FieldError> unreadable) {
    byte[] document = document(envelope.lead());
    List<FieldError> errors = new ArrayList<>(unreadable);
    errors.addAll(envelope.errors());
    if (envelope.lead() != null) {
      errors.addAll(schema.check(envelope.lead().content()));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.rejected(ErrorCode.INVALID_LEAD, distinct(errors));
    }
    return new LeadSubmission(
        envelope.customer(),
        Optional.ofNullable(envelope.reference()),
        Optional.ofNullable(envelope.notAfter()),
        false,
        document,
        envelope.lead().content());
  }

  private byte[] document(Envelope.Document lead) {
    byte[] document = lead == null ? new byte[0] : lead.text().getBytes(StandardCharsets.UTF_8);
    if (document.length > maxLeadBytes) {
      String detail = "A lead is at most %d bytes of JSON.".formatted(maxLeadBytes);
      throw new ProblemException(ErrorCode.BODY_TOO_LARGE, detail);
    }
    return document;
  }

  /** Drops schema errors that repeat the gateway's own. */
  private static List<FieldError> distinct(List<FieldError> errors) {
    Map<String, FieldError> byPointer = new LinkedHashMap<>();
    errors.forEach(error -> byPointer.putIfAbsent(error.pointer(), error));
    return List.copyOf(byPointer.values());
  }

  private String checked(String idempotencyKey) {
    if (idempotencyKey != null && idempotencyKey.isBlank()) {
      throw new ProblemException(ErrorCode.INVALID_LEAD, "The header Idempotency-Key is empty.");
    }
    Optional.ofNullable(idempotencyKey)
        .flatMap(Envelope::referenceFault)
        .ifPresent(
            fault -> {
              throw new ProblemException(
                  ErrorCode.INVALID_LEAD, "The header Idempotency-Key " + fault);
            });
    return idempotencyKey;
  }
}
