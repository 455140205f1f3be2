package io.leadloop.update;

import java.util.regex.Pattern;

/** A file's name as it is kept and sent: its last segment, without what could end a header. */
final class FileName {
  private static final int LONGEST = 150;
  private static final Pattern NOT_KEPT = Pattern.compile("[\\p{Cntrl}\\p{Cs}\"\\\\]");

  private FileName() {}

  /**
   * @param given as the upload named it; may be null
   */
  static String of(String given) {
    String name = given == null ? "" : given.replaceAll(".*[/\\\\]", "");
    String kept = NOT_KEPT.matcher(name).replaceAll("").strip();
    String end = kept.codePointCount(0, kept.length()) > LONGEST ? cut(kept) : kept;
    return end.isEmpty() || end.startsWith(".") ? "document" + end : end;
  }

  /** Keeps the end, where the extension is. */
  private static String cut(String name) {
    return name.substring(name.offsetByCodePoints(name.length(), -LONGEST));
  }
}
