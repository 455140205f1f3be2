package io.leadloop.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fields of a posted form, and the text of files in it. */
public final class FormFields {
  private static final int MOST = 100;

  private final Map<String, List<String>> fields;

  private FormFields(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /**
   * @param body null or empty for no fields
   */
  public static FormFields of(byte[] body) {
    String text = body == null ? "" : new String(body, UTF_8);
    try {
      return new FormFields(new QueryStringDecoder(text, UTF_8, false, MOST).parameters());
    } catch (IllegalArgumentException malformed) {
      return new FormFields(Map.of());
    }
  }

  /**
   * The same of {@code multipart/form-data}, in which browsers send files.
   *
   * @param contentType as it was sent, with the boundary
   * @param text reads a field or a file
   */
  public static FormFields of(byte[] body, String contentType, Function<byte[], String> text) {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    Map<String, List<String>> fields = new HashMap<>();
    HttpPostMultipartRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostMultipartRequestDecoder(
              new DefaultHttpDataFactory(false), request, UTF_8, MOST, body.length + 1);
      for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
        String value = text.apply(((HttpData) part).get());
        fields.computeIfAbsent(part.getName(), name -> new ArrayList<>()).add(value);
      }
      return new FormFields(fields);
    } catch (RuntimeException | IOException malformed) {
      // For some parts the decoder throws undeclared exceptions.
      return new FormFields(Map.of());
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
    }
  }

  /** The first value of that name, unless it is blank. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(fields.get(name))
        .map(values -> values.get(0).strip())
        .filter(value -> !value.isEmpty());
  }

  /** All values of that name that are not blank, as they were sent. */
  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of()).stream().filter(value -> !value.isBlank()).toList();
  }

  /** Names alone: a value may be a key. */
  @Override
  public String toString() {
    return "FormFields" + fields.keySet();
  }
}
