package io.leadloop.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.json.JsonText;
import io.leadloop.oplead.FormFields;
import io.leadloop.oplead.text.BodyCharset;
import io.leadloop.update.document.FormField;
import io.leadloop.update.document.ReceivedFile;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a posted form: a JSON object, {@code application/x-www-form-urlencoded} or {@code
 * multipart/form-data} (RFC 7578) with at most one file. Texts are in UTF-8, or what the content
 * type declares, or windows-1252. A field that is given more than once is a list.
 */
@Singleton
class PostedFormReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES) // 9000.00 would be 9E+3.
          .build();

  private static final int MOST_FIELDS = 1_000;

  private final FormFields names;

  PostedFormReader(FormFields names) {
    this.names = names;
  }

  /**
   * Reads JSON or an urlencoded form.
   *
   * @param type of the body, without parameters
   * @param header the type with its parameters
   * @throws ProblemException {@code malformed-body} or {@code malformed-form}
   */
  PostedForm read(String type, String header, byte[] body) {
    ObjectNode members =
        type.equals(MediaType.APPLICATION_JSON)
            ? object(BodyCharset.of(header).decode(body))
            : encoded(body, BodyCharset.of(header));
    return PostedForm.of(members, Optional.empty(), names);
  }

  /** Reads the fields of a multipart form. */
  PostedForm read(List<FormField> fields) {
    return read(fields, Optional.empty());
  }

  /** Reads a multipart form. */
  PostedForm read(List<FormField> fields, Optional<ReceivedFile> file) {
    if (fields.isEmpty() && file.isEmpty()) {
      throw malformed("it has no parts, or they have another boundary than its Content-Type names");
    }
    ObjectNode members = JSON.createObjectNode();
    for (FormField field : fields) {
      BodyCharset charset = BodyCharset.of("charset=" + field.charset());
      put(members, field.name(), charset.decode(field.bytes()));
    }
    return PostedForm.of(members, file, names);
  }

  private static ObjectNode object(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      if (read instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw JsonText.malformed("it breaks off, is nested too deep, or names a member twice");
    } catch (NumberFormatException e) { // The parser throws it undeclared.
      throw JsonText.malformed("a number in it has an exponent out of range");
    }
    throw JsonText.malformed("it is no object");
  }

  /** Decoded byte by byte, since a form need not declare its charset. */
  private static ObjectNode encoded(byte[] body, BodyCharset charset) {
    ObjectNode members = JSON.createObjectNode();
    try {
      String text = asQuery(new String(body, ISO_8859_1));
      Map<String, List<String>> fields =
          new QueryStringDecoder(text, ISO_8859_1, false, MOST_FIELDS + 1, true).parameters();
      if (fields.values().stream().mapToInt(List::size).sum() > MOST_FIELDS) {
        throw malformed("it has more than %d fields".formatted(MOST_FIELDS));
      }
      fields.forEach(
          (name, values) ->
              values.forEach(
                  value -> put(members, decoded(name, charset), decoded(value, charset))));
    } catch (IllegalArgumentException e) {
      throw malformed("an escape in it is not %XX");
    }
    return members;
  }

  /** In a form {@code #} begins no fragment and {@code ?} no query, as they do for the decoder. */
  private static String asQuery(String form) {
    return (form.startsWith("?") ? "?" + form : form).replace("#", "%23");
  }

  private static String decoded(String bytes, BodyCharset charset) {
    return charset.decode(bytes.getBytes(ISO_8859_1));
  }

  private static void put(ObjectNode members, String name, String value) {
    JsonNode known = members.get(name);
    if (known == null) {
      members.put(name, value);
    } else if (known instanceof ArrayNode list) {
      list.add(value);
    } else {
      members.putArray(name).add(known).add(value);
    }
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(ErrorCode.MALFORMED_FORM, "The body is not a form: " + why + ".");
  }
}
