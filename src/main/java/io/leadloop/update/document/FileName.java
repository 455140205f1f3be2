package io.leadloop.update.document;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A file's name as it is kept and sent: its last segment, composed (NFC), without what could end a
 * header, turn its reading direction or break a line.
 */
final class FileName {
  private static final int LONGEST = 150;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern NOT_KEPT =
      Pattern.compile(
          "[\\p{Cntrl}\\p{Cs}\\p{Cn}\"\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

  /** Windows leaves out dots and blanks at the end of a name. */
  private static final Pattern END = Pattern.compile("(?<![. ])[. ]++$");

  private FileName() {}

  /**
   * @param given as the upload named it; may be null
   */
  static String of(String given) {
    String name = given == null ? "" : withoutFolders(given);
    String oneLine =
        BLANKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFC)).replaceAll(" ");
    String kept = END.matcher(NOT_KEPT.matcher(oneLine).replaceAll("").strip()).replaceAll("");
    String end = kept.codePointCount(0, kept.length()) > LONGEST ? cut(kept) : kept;
    return end.isEmpty() || end.startsWith(".") ? "document" + end : end;
  }

  /** No regular expression, whose time for a long name without folders is quadratic. */
  private static String withoutFolders(String name) {
    return name.substring(1 + Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')));
  }

  /** Keeps the end, where the extension is. */
  private static String cut(String name) {
    return name.substring(name.offsetByCodePoints(name.length(), -LONGEST));
  }
}
