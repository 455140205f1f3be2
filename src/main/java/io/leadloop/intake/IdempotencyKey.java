package io.leadloop.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/**
 * Reads the header {@code Idempotency-Key}. The draft specifies a quoted string (RFC 8941),
 * possibly with parameters; most clients send the bare key, which is equivalent.
 */
public final class IdempotencyKey {
  /** The header's name. */
  public static final String HEADER = "Idempotency-Key";

  private IdempotencyKey() {}

  /**
   * The header as it was sent: for the framework an empty one is none, and of several the first
   * counts. Fails with {@code invalid-lead} for several that differ.
   *
   * @param header as the framework has it
   * @return null without one
   */
  public static String given(String header, RoutingContext request) {
    List<String> sent = request.request().headers().getAll(HEADER);
    if (sent.stream().distinct().count() > 1) {
      throw new ProblemException(
          ErrorCode.INVALID_LEAD, "There are several headers Idempotency-Key, which differ.");
    }
    return header == null && !sent.isEmpty() ? sent.get(0) : header;
  }

  /** Null without a header; empty if the header has no key. */
  static String read(String header) {
    if (header == null) {
      return null;
    }
    String bare = text(header).strip();
    return bare.startsWith("\"") ? unquoted(bare) : bare;
  }

  /** The server reads a header byte by byte; clients send UTF-8, or Latin-1. */
  private static String text(String header) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(header.getBytes(ISO_8859_1));
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException notUtf8) {
      return header;
    }
  }

  /** Returns the text unchanged unless it is a string of RFC 8941. */
  private static String unquoted(String bare) {
    StringBuilder key = new StringBuilder();
    for (int i = 1; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (c == '"') {
        String rest = bare.substring(i + 1).strip();
        return rest.isEmpty() || rest.startsWith(";") ? key.toString() : bare;
      }
      if (c == '\\' && i + 1 < bare.length()) {
        i++;
      }
      key.append(bare.charAt(i));
    }
    return bare;
  }
}
