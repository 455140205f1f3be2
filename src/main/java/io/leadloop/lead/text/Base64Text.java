package io.leadloop.lead.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decodes Base64 tokens within a text. */
final class Base64Text {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/_-]{4,}");
  private static final Pattern READABLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\s@.,'’+_-]+");

  private Base64Text() {}

  /** The decoded tokens, as UTF-8 or Latin-1, that consist of words. */
  static Stream<String> in(String text) {
    return TOKEN.matcher(text).results().flatMap(token -> clear(token.group()));
  }

  private static Stream<String> clear(String token) {
    String standard = token.replace('-', '+').replace('_', '/');
    int whole = standard.length() - (standard.length() % 4 == 1 ? 1 : 0);
    try {
      byte[] bytes = Base64.getDecoder().decode(standard.substring(0, whole));
      return Stream.of(new String(bytes, UTF_8), new String(bytes, ISO_8859_1))
          .filter(READABLE.asMatchPredicate());
    } catch (IllegalArgumentException notBase64) {
      return Stream.empty();
    }
  }
}
