package io.leadloop.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.observability.AlertRules.Alert;
import io.leadloop.observability.PromQl.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every alert has a runbook entry, and its metrics are documented. */
class AlertRulesTest {
  private static final String RUNBOOK = "src/docs/operator/alerts.md";
  private static final String METRICS = "src/docs/operator/monitoring.md";
  private static final Pattern SECTION = Pattern.compile("(?m)^## (Leadloop\\w+)$");
  private static final Pattern PART = Pattern.compile("_(?:bucket|count|sum|max)$");

  @Test
  void everyAlertHasSeveritySummaryAndRunbook() {
    assertThat(AlertRules.alerts())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(alert.severity()).isIn("critical", "warning");
              assertThat(alert.summary()).endsWith(".");
              assertThat(alert.description()).endsWith(".");
              assertThat(alert.expression().series()).isNotEmpty();
            });
  }

  @Test
  void alertsAndSectionsOfTheRunbookCorrespond() throws IOException {
    assertThat(AlertRules.alerts())
        .allSatisfy(
            alert ->
                assertThat(alert.runbook())
                    .isEqualTo(RUNBOOK + "#" + alert.name().toLowerCase(Locale.ROOT)));
    assertThat(sections())
        .containsExactlyElementsOf(AlertRules.alerts().stream().map(Alert::name).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void everyMetricIsDocumented() throws IOException {
    String page = Files.readString(Path.of(METRICS));
    assertThat(Stream.concat(AlertRules.expressions().stream(), Dashboard.expressions().stream()))
        .flatExtracting(PromQl::series)
        .extracting(Series::metric)
        .filteredOn(metric -> metric.startsWith("leadloop_"))
        .allSatisfy(
            metric -> assertThat(page).contains("`" + PART.matcher(metric).replaceAll("") + "`"));
  }

  private static List<String> sections() throws IOException {
    return SECTION
        .matcher(Files.readString(Path.of(RUNBOOK)))
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
