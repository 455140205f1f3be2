package io.leadloop.words;

import java.util.regex.Pattern;

/** The comments of a language whose comments end with the line, as {@link JavaProse} has Java's. */
final class LineComments {
  private LineComments() {}

  static String of(String source, String marker) {
    Pattern code = Pattern.compile("(?m)^(?:(?!" + marker + ").)+|" + marker);
    return code.matcher(source)
        .replaceAll(
            found -> {
              boolean isBlank = found.group().isBlank() || found.group().equals(marker);
              String by = isBlank ? " " : String.valueOf(JavaProse.CODE);
              return by.repeat(found.group().length());
            });
  }
}
