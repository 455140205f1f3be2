package io.leadloop.benchmark;

import java.util.ArrayList;
import java.util.List;

/** A part of the page while it is written, in Markdown. */
final class Page {
  private final List<String> lines = new ArrayList<>();

  /** One line; an empty one where the format is. */
  void add(String format, Object... values) {
    lines.add(values.length == 0 ? format : format.formatted(values));
  }

  /** Begins the table of measurements and targets. */
  void targets() {
    add("| What | Measured | Target | Kept |");
    add("|---|---|---|---|");
  }

  /** A row of that table. */
  void row(String what, String measured, String target, boolean kept) {
    add("| %s | %s | %s | %s |", what, measured, target, kept ? "yes" : "**no**");
  }

  /** A row without a target. */
  void row(String what, String measured) {
    add("| %s | %s | | |", what, measured);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
