package io.leadloop.attacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What each attack by callers showed, as a table in Markdown. */
final class AttackReport {
  private static final Path DIRECTORY = Path.of("target", "faults");
  private static final double MIB = 1024 * 1024;

  private final String name;
  private final List<String> rows = new ArrayList<>();

  /**
   * @param name of the file below {@code target/faults}
   */
  AttackReport(String name) {
    this.name = name;
  }

  /**
   * An attack that was withstood.
   *
   * @param seen the observed result
   * @param before live heap of the gateway in bytes, and
   * @param after the same when all of it was over
   */
  void add(String attack, String sent, String seen, long before, long after, GoodClient client) {
    rows.add(
        "| %s | %s | %s | %.0f → %.0f MiB | %d | %d ms | %d ms |"
            .formatted(
                attack,
                sent,
                seen,
                before / MIB,
                after / MIB,
                client.forwarded(),
                client.p99().toMillis(),
                client.longestWay().toMillis()));
  }

  void write() throws IOException {
    Files.createDirectories(DIRECTORY);
    List<String> lines = new ArrayList<>();
    lines.add(
        "| Attack | Sent | Seen | Live heap before → after | Leads of the good client, all"
            + " forwarded | p99 of its POST | Longest until forwarded |");
    lines.add("|---|---|---|---|---|---|---|");
    lines.addAll(rows);
    Files.write(DIRECTORY.resolve(name + ".md"), lines);
  }
}
