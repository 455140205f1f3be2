package io.leadloop.push.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes an attribute as a header's value: CloudEvents, HTTP protocol binding, section 3.1.3.2. */
final class HeaderText {

  private HeaderText() {}

  /** Percent-encodes everything except printable ASCII, and space, double quote and percent. */
  static String of(String value) {
    return value.chars().allMatch(HeaderText::isPlain) ? value : encoded(value);
  }

  private static String encoded(String value) {
    StringBuilder text = new StringBuilder();
    for (byte b : value.getBytes(UTF_8)) {
      if (isPlain(b)) {
        text.append((char) b);
      } else {
        text.append("%%%02X".formatted(b));
      }
    }
    return text.toString();
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c <= '~' && c != '"' && c != '%';
  }
}
