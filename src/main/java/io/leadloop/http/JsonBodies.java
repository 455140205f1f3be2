package io.leadloop.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/**
 * Parses bodies strictly: unknown members, wrong types and violated constraints are rejected with a
 * pointer (422).
 */
@Singleton
public class JsonBodies {
  private final ObjectMapper json;

  JsonBodies(ObjectMapper json) {
    this.json =
        json.copy()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
        .forEach(
            shape ->
                this.json
                    .coercionConfigFor(LogicalType.Textual)
                    .setCoercion(shape, CoercionAction.Fail));
  }

  /**
   * @param body the raw body; null if absent
   * @throws ProblemException {@code malformed-body} or {@code invalid-body}
   */
  public <T> T read(byte[] body, Class<T> type) {
    T read = parse(body, type);
    if (read == null) {
      throw new ProblemException(ErrorCode.MALFORMED_BODY, "The body is not a JSON object.");
    }
    List<FieldError> errors = BodyConstraints.violatedBy(read);
    if (!errors.isEmpty()) {
      throw ProblemException.rejected(ErrorCode.INVALID_BODY, errors);
    }
    return read;
  }

  private <T> T parse(byte[] body, Class<T> type) {
    try {
      return json.readValue(JsonText.of(body), type);
    } catch (UnrecognizedPropertyException e) {
      throw invalid(pointer(e), "is not known here");
    } catch (JsonMappingException e) {
      if (e.getPath().isEmpty()) {
        throw new ProblemException(ErrorCode.MALFORMED_BODY, "The body is not a JSON object.");
      }
      throw invalid(pointer(e), "is not of the expected type");
    } catch (JsonParseException e) {
      throw JsonText.malformed(JsonFault.of(e));
    } catch (IOException e) {
      throw JsonText.malformed("it is nested too deep, or holds too long a name or number");
    }
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_BODY, List.of(new FieldError(pointer, detail)));
  }

  private static String pointer(JsonMappingException e) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference part : e.getPath()) {
      pointer
          .append('/')
          .append(part.getFieldName() == null ? part.getIndex() : part.getFieldName());
    }
    return pointer.toString();
  }
}
