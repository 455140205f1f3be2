package io.leadloop.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each scenario showed, as a table in Markdown. */
final class FaultReport {
  private static final Path DIRECTORY = Path.of("target", "faults");

  private final String name;
  private final List<String> rows = new ArrayList<>();

  /**
   * @param name of the file below {@code target/faults}
   */
  FaultReport(String name) {
    this.name = name;
  }

  /** A scenario whose books balanced. */
  void add(String scenario, long seed, Duration lasted, Load load, Books.Balance balance) {
    rows.add(
        "| %s | %d s | %,d | %s | %,d | %,d = %,d + %,d | %d | %d | `%d` |"
            .formatted(
                scenario,
                lasted.toSeconds(),
                balance.accepted(),
                ends(balance),
                balance.twice().size(),
                balance.acknowledged(),
                balance.acknowledged() - balance.repeats(),
                balance.repeats(),
                load.mostAttempts(),
                balance.mostRequests(),
                seed));
  }

  private static String ends(Books.Balance balance) {
    return String.format(
        Locale.ROOT,
        "%,d + %,d + %,d + %,d + %,d",
        balance.of("forwarded"),
        balance.of("rejected"),
        balance.of("held"),
        balance.of("expired"),
        balance.of("uncertain"));
  }

  void write() throws IOException {
    Files.createDirectories(DIRECTORY);
    List<String> lines = new ArrayList<>();
    lines.add(
        "| Scenario | Lasted | Accepted | = forwarded + rejected + held + expired + uncertain |"
            + " Perhaps twice, and marked so | Callbacks answered 200 = published + repeats |"
            + " Attempts of a provider, at most | Requests in a window, at most (of %d) | Seed |"
                .formatted(Installation.QUOTA));
    lines.add("|---|---|---|---|---|---|---|---|---|");
    lines.addAll(rows);
    Files.write(DIRECTORY.resolve(name + ".md"), lines);
  }
}
