package io.leadloop.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.ContentType;
import io.leadloop.http.JsonText;
import io.leadloop.oplead.FormFields;
import io.leadloop.oplead.text.BodyCharset;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
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
          .build();

  private static final int MOST_FIELDS = 1_000;

  private final FormFields names;

  PostedFormReader(FormFields names) {
    this.names = names;
  }

  /**
   * @param contentType the header, one of the three types
   * @throws ProblemException {@code malformed-body}, {@code malformed-form} or {@code
   *     invalid-document}
   */
  PostedForm read(String contentType, byte[] body) {
    byte[] bytes = body == null ? new byte[0] : body;
    ContentType type =
        ContentType.parse(contentType == null ? MediaType.APPLICATION_OCTET_STREAM : contentType);
    return switch (type.type()) {
      case MediaType.APPLICATION_JSON -> of(object(JsonText.of(bytes)), Optional.empty());
      case MediaType.MULTIPART_FORM_DATA -> multipart(type, bytes);
      default -> of(encoded(bytes, BodyCharset.of(contentType)), Optional.empty());
    };
  }

  private PostedForm of(ObjectNode members, Optional<PostedFile> file) {
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
    }
    throw JsonText.malformed("it is no object");
  }

  /** Decoded byte by byte, since a form need not declare its charset. */
  private static ObjectNode encoded(byte[] body, BodyCharset charset) {
    ObjectNode members = JSON.createObjectNode();
    try {
      new QueryStringDecoder(new String(body, ISO_8859_1), ISO_8859_1, false, MOST_FIELDS, true)
          .parameters()
          .forEach(
              (name, values) ->
                  values.forEach(
                      value -> put(members, decoded(name, charset), decoded(value, charset))));
    } catch (IllegalArgumentException e) {
      throw malformed("an escape in it is none");
    }
    return members;
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

  private PostedForm multipart(ContentType type, byte[] body) {
    String boundary =
        type.parameter("boundary").orElseThrow(() -> malformed("its type names no boundary"));
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    request
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "multipart/form-data; boundary=\"" + boundary + "\"");
    HttpPostMultipartRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostMultipartRequestDecoder(
              new DefaultHttpDataFactory(false), request, UTF_8, MOST_FIELDS, body.length + 1);
      return of(decoder.getBodyHttpDatas());
    } catch (DecoderException | IndexOutOfBoundsException | NullPointerException e) {
      throw malformed("it is not multipart/form-data with its boundary");
    } catch (IOException e) {
      throw new IllegalStateException("a part in memory is read from no file", e);
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
    }
  }

  private PostedForm of(List<InterfaceHttpData> parts) throws IOException {
    ObjectNode members = JSON.createObjectNode();
    PostedFile file = null;
    for (InterfaceHttpData part : parts) {
      if (part instanceof Attribute field) {
        String charset = "charset=" + field.getCharset();
        put(members, field.getName(), BodyCharset.of(charset).decode(field.get()));
      } else if (part instanceof FileUpload upload && upload.length() > 0) {
        if (file != null) {
          throw ProblemException.rejected(
              ErrorCode.INVALID_DOCUMENT,
              List.of(new FieldError("/" + upload.getName(), "is a second file; one is taken")));
        }
        file = new PostedFile(upload.getName(), upload.getFilename(), upload.get());
      }
    }
    return of(members, Optional.ofNullable(file));
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(ErrorCode.MALFORMED_FORM, "The body is not a form: " + why + ".");
  }
}
