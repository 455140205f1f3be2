package io.leadloop.oplead.callback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.text.BodyCharset;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses {@code multipart/form-data}. The boundary is in the content type or, if that is missing,
 * in the body's first line. Files are read like fields, since a file may hold the callback.
 */
final class MultipartReader {
  private static final Pattern DECLARED =
      Pattern.compile("(?i)^\\s*multipart/.*;\\s*boundary\\s*=\\s*(?:\"([^\"]+)\"|([^\\s;\"]+))");

  private static final Pattern FIRST_LINE =
      Pattern.compile("(?:^|\\n)--([^\\s\"]{1,70})\\r?\\n[A-Za-z]+-?[A-Za-z]*:");

  private static final int MOST_FIELDS = 1_000;
  private static final int LONGEST_BEGINNING = 200;

  private MultipartReader() {}

  /** Returns the boundary of a multipart body. */
  static Optional<String> boundary(String contentType, byte[] body) {
    return Optional.ofNullable(contentType)
        .map(DECLARED::matcher)
        .filter(Matcher::find)
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .filter(boundary -> new String(body, ISO_8859_1).contains("--" + boundary))
        .or(() -> begins(contentType, body) ? firstLine(body) : Optional.empty());
  }

  private static boolean begins(String contentType, byte[] body) {
    return body.length > 0 && body[0] == '-'
        || contentType != null && contentType.regionMatches(true, 0, "multipart", 0, 9);
  }

  private static Optional<String> firstLine(byte[] body) {
    int length = Math.min(body.length, LONGEST_BEGINNING);
    Matcher line = FIRST_LINE.matcher(new String(body, 0, length, ISO_8859_1));
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }

  /** Returns the readable fields. */
  static JsonNode read(String boundary, byte[] body) {
    FormTree form = new FormTree();
    HttpPostMultipartRequestDecoder decoder = null;
    try {
      decoder = decoder(boundary);
      offer(decoder, body);
      while (decoder.hasNext()) {
        put(form, decoder.next());
      }
    } catch (RuntimeException | IOException end) {
      // The decoder reports the end of the form so, too.
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
    }
    return form.root();
  }

  private static HttpPostMultipartRequestDecoder decoder(String boundary) {
    HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    head.headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "multipart/form-data; boundary=\"" + boundary + "\"");
    return new HttpPostMultipartRequestDecoder(
        new DefaultHttpDataFactory(false), head, UTF_8, MOST_FIELDS, Integer.MAX_VALUE);
  }

  /** The parts before one that is malformed are kept. */
  private static void offer(HttpPostMultipartRequestDecoder decoder, byte[] body) {
    try {
      decoder.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
    } catch (RuntimeException malformed) {
      // Some are undeclared.
    }
  }

  private static void put(FormTree form, InterfaceHttpData part) throws IOException {
    if (part instanceof HttpData data) {
      form.put(part.getName(), BodyCharset.of(contentType(data)).decode(data.get()));
    }
  }

  private static String contentType(HttpData part) {
    return part instanceof FileUpload file
        ? file.getContentType() + "; charset=" + file.getCharset()
        : "charset=" + part.getCharset();
  }
}
