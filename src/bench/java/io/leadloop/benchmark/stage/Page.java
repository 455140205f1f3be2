package io.leadloop.benchmark.stage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A part of the page while it is written, in Markdown. */
public final class Page {
  private final List<String> lines = new ArrayList<>();

  /** One line; an empty one where the format is. */
  public void add(String format, Object... values) {
    lines.add(values.length == 0 ? format : format.formatted(values));
  }

  /** Begins the table of measurements and targets. */
  public void targets() {
    add("| What | Measured | Target | Kept |");
    add("|---|---|---|---|");
  }

  /** A row of that table. */
  public void row(String what, String measured, String target, boolean kept) {
    add("| %s | %s | %s | %s |", what, measured, target, kept ? "yes" : "**no**");
  }

  /** A row without a target. */
  public void row(String what, String measured) {
    add("| %s | %s | | |", what, measured);
  }

  /** A number without digits that say nothing: 2.5, but 10. */
  public static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
