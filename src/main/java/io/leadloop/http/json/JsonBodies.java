package io.leadloop.http.json;

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
import java.util.Map;
import java.util.Set;

/**
 * Parses bodies strictly: unknown members, wrong types and violated constraints are rejected with a
 * pointer (422).
 */
@Singleton
public class JsonBodies {
  private static final Set<CoercionInputShape> TEXTS =
      Set.of(CoercionInputShape.String, CoercionInputShape.EmptyString);

  /** What Jackson would convert to each type. */
  private static final Map<LogicalType, Set<CoercionInputShape>> OTHER_TYPES =
      Map.of(
          LogicalType.Textual,
          Set.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean),
          LogicalType.DateTime,
          Set.of(CoercionInputShape.EmptyString),
          LogicalType.Integer,
          TEXTS,
          LogicalType.Float,
          TEXTS,
          LogicalType.Boolean,
          Set.of(
              CoercionInputShape.Integer,
              CoercionInputShape.Float,
              CoercionInputShape.String,
              CoercionInputShape.EmptyString));

  private static final Set<String> EMPTY = Set.of("", "{}", "[]", "null", "\"\"");

  private final ObjectMapper json;

  JsonBodies(ObjectMapper json) {
    this.json =
        json.copy()
            .registerModule(new TextTimes())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    OTHER_TYPES.forEach(
        (type, shapes) ->
            shapes.forEach(
                shape ->
                    this.json.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail)));
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

  /**
   * Requires that the body of a call that takes none is blank or empty in JSON, as clients write
   * that, since members would be ignored silently.
   *
   * @param body the raw body
   * @throws ProblemException {@code invalid-body}
   */
  public void requireNoMembers(byte[] body) {
    try {
      if (!EMPTY.contains(JsonText.of(body).strip())) {
        parse(body, NoMembers.class);
      }
    } catch (ProblemException e) {
      throw e.code() == ErrorCode.INVALID_BODY
          ? e
          : new ProblemException(ErrorCode.INVALID_BODY, "This call takes no body.");
    }
  }

  private <T> T parse(byte[] body, Class<T> type) {
    try {
      return json.readValue(JsonText.of(body), type);
    } catch (UnrecognizedPropertyException e) {
      throw invalid(pointer(e), "is not known here");
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof JsonParseException fault) { // In the midst of a member.
        throw JsonText.malformed(JsonFault.of(fault));
      } else if (e.getPath().isEmpty()) {
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
      String name = part.getFieldName();
      pointer
          .append('/')
          .append(name == null ? Integer.toString(part.getIndex()) : FieldError.escaped(name));
    }
    return pointer.toString();
  }

  private record NoMembers() {}
}
