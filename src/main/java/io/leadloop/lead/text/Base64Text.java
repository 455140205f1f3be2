package io.leadloop.lead.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what is written in Base64 within a text. */
final class Base64Text {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/_-]{4,}");
  private static final Pattern READABLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\s@.,'’+_-]+");

  private Base64Text() {}

  /** What the tokens of the text are the Base64 of, in UTF-8 or Latin-1, where that is words. */
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
