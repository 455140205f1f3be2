package io.leadloop.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Rates and times that were measured are on one page, so that they cannot contradict each other.
 */
class FiguresTest {
  private static final Pattern MEASURED = Pattern.compile("\\d[\\d,.]* ?(?:/s\\b|echoes|ms\\b|µs)");

  /**
   * The page of figures, the one reckoned from it, the record of attacks, and decisions, each with
   * its reason at the time.
   */
  private static final List<Path> WITH_FIGURES =
      List.of(
          Path.of("src/docs/benchmarks.md"),
          Path.of("src/docs/capacity.md"),
          Path.of("src/docs/reliability.md"),
          Path.of("src/docs/contributor/decisions"));

  @Test
  void otherPagesHaveNone() {
    assertThat(Document.all())
        .filteredOn(page -> WITH_FIGURES.stream().noneMatch(page.path()::startsWith))
        .flatMap(page -> MEASURED.matcher(page.prose()).results().map(MatchResult::group).toList())
        .isEmpty();
  }

  @Test
  void thePageOfFiguresHasThem() {
    assertThat(MEASURED.matcher(Document.at(WITH_FIGURES.get(0)).prose()).results())
        .hasSizeGreaterThan(50);
  }
}
