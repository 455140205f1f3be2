package io.leadloop.http;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Comma-separated values (RFC 4180, UTF-8) with a header line. A spreadsheet would compute a text
 * that begins like a formula, so such a text begins with an apostrophe here. The same goes for what
 * follows a semicolon, a tab or the end of a line, since some spreadsheets begin another cell
 * there.
 */
public final class Csv {
  /** The media type that selects it. */
  public static final String MEDIA_TYPE = "text/csv";

  /** The {@code Content-Type} of an answer. */
  public static final String CONTENT_TYPE = "text/csv; charset=UTF-8; header=present";

  private static final String LINE_END = "\r\n";
  private static final Pattern FORMULA_START = Pattern.compile("^(?=[=+\\-@\t\r])");

  /** Blanks before it do not matter, nor does a quotation mark that begins a cell. */
  private static final Pattern FORMULA_WITHIN = Pattern.compile("([;\t\r\n]\"?\\s*+)(?=[=+\\-@])");

  private Csv() {}

  /** The lines under a header. */
  public static String text(List<String> columns, Stream<Stream<?>> lines) {
    return Stream.concat(Stream.of(columns.stream()), lines).map(Csv::line).collect(joining());
  }

  /** The cells of one line; null is an empty one. */
  public static String line(Stream<?> cells) {
    return cells.map(cell -> cell == null ? "" : cell(cell.toString())).collect(joining(","))
        + LINE_END;
  }

  /** Quoted where RFC 4180 asks for it. */
  static String cell(String text) {
    String within = FORMULA_WITHIN.matcher(text).replaceAll("$1'");
    String safe = FORMULA_START.matcher(within).replaceFirst("'");
    boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
