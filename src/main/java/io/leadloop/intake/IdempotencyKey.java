package io.leadloop.intake;

/**
 * Reads the header {@code Idempotency-Key}. Its draft has a string of RFC 8941, in quotes and
 * perhaps with parameters; most senders write the bare key, which is the same one.
 */
final class IdempotencyKey {
  private IdempotencyKey() {}

  /** Null where there is no header; empty where there is no key in it. */
  static String read(String header) {
    if (header == null) {
      return null;
    }
    String bare = header.strip();
    return bare.startsWith("\"") ? unquoted(bare) : bare;
  }

  /** As it is where it is no string of RFC 8941. */
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
