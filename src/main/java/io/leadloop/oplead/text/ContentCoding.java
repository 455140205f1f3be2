package io.leadloop.oplead.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Decodes the content codings of an answer (RFC 9110, 8.4), since some proxies compress unasked.
 * The decoded size is limited.
 */
public final class ContentCoding {
  private static final int MOST_CODINGS = 3;
  private static final int CHUNK = 4_096;

  private ContentCoding() {}

  /**
   * Decodes at most {@code limit} bytes; a corrupt body is decoded up to the error. Empty for an
   * unknown coding.
   *
   * @param codings as in {@code Content-Encoding}; a body that is not encoded is returned unchanged
   */
  public static Optional<byte[]> decode(byte[] body, String codings, int limit) {
    String[] inOrder = codings.strip().isEmpty() ? new String[] {"gzip"} : codings.split(",");
    if (body.length == 0 || inOrder.length > MOST_CODINGS) {
      return body.length == 0 ? Optional.of(body) : Optional.empty();
    }
    Optional<byte[]> plain = Optional.of(body);
    for (int last = inOrder.length - 1; last >= 0; last--) {
      String coding = inOrder[last].strip().toLowerCase(Locale.ROOT);
      plain = plain.flatMap(coded -> decodeOne(coded, coding, limit));
    }
    return plain;
  }

  private static Optional<byte[]> decodeOne(byte[] body, String coding, int limit) {
    return switch (coding) {
      case "gzip", "x-gzip" -> Optional.of(isGzip(body) ? gunzip(body, limit) : body);
      case "deflate" -> Optional.of(isText(body) ? body : inflate(body, limit));
      case "identity", "" -> Optional.of(body);
      default -> Optional.empty();
    };
  }

  private static boolean isGzip(byte[] body) {
    return body.length > 1 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
  }

  /** Whether the body is plain text: compressed data has control characters. */
  private static boolean isText(byte[] body) {
    for (byte each : body) {
      if (each >= 0 && each < ' ' && each != '\t' && each != '\r' && each != '\n') {
        return false;
      }
    }
    return body[0] == '{' || body[0] == '[' || body[0] == '<';
  }

  private static byte[] gunzip(byte[] body, int limit) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return read(in, limit);
    } catch (IOException brokenHead) {
      return new byte[0];
    }
  }

  /** Some servers omit the zlib header and trailer. */
  private static byte[] inflate(byte[] body, int limit) {
    boolean zlib =
        body.length > 1
            && (body[0] & 0x0f) == 8
            && ((body[0] & 0xff) << 8 | body[1] & 0xff) % 31 == 0;
    Inflater inflater = new Inflater(!zlib);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(body), inflater)) {
      return read(in, limit);
    } catch (IOException broken) {
      return new byte[0];
    } finally {
      inflater.end();
    }
  }

  private static byte[] read(InputStream in, int limit) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try {
      int room = limit;
      for (int read; room > 0 && (read = in.read(chunk, 0, Math.min(CHUNK, room))) > 0; ) {
        plain.write(chunk, 0, read);
        room -= read;
      }
    } catch (IOException broken) {
      // Keep what was decoded before the error.
    }
    return plain.toByteArray();
  }
}
