package io.leadloop.intake;

import io.vertx.ext.web.RoutingContext;

/**
 * Reads the header {@code Idempotency-Key}. The draft specifies a quoted string (RFC 8941),
 * possibly with parameters; most clients send the bare key, which is equivalent.
 */
public final class IdempotencyKey {
  /** The header's name. */
  public static final String HEADER = "Idempotency-Key";

  private IdempotencyKey() {}

  /**
   * Distinguishes an empty header from an absent one, which the framework does not.
   *
   * @param header as the framework has it: null also if it is empty
   */
  public static String given(String header, RoutingContext request) {
    return header == null ? request.request().getHeader(HEADER) : header;
  }

  /** Null without a header; empty if the header has no key. */
  static String read(String header) {
    if (header == null) {
      return null;
    }
    String bare = header.strip();
    return bare.startsWith("\"") ? unquoted(bare) : bare;
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
