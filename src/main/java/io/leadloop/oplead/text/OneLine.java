package io.leadloop.oplead.text;

/** Sanitizes external text for logs, columns and answers. */
public final class OneLine {

  private OneLine() {}

  /**
   * Returns the text on one line, without control and invisible characters, truncated to {@code
   * max} chars.
   */
  public static String of(String text, int max) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), max));
    text.codePoints()
        .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
        .filter(OneLine::isVisible)
        .dropWhile(c -> c == ' ')
        .takeWhile(c -> line.length() + Character.charCount(c) <= max)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
      default -> true;
    };
  }
}
