package io.leadloop.observability;

import static java.util.stream.Collectors.toSet;

import io.leadloop.observability.PromQl.Series;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The page on which a gateway shows its metrics, in Prometheus' text format. */
public final class MetricsPage {
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^([a-z_][a-z0-9_]*)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

  private final List<Series> samples;

  /**
   * @param text as it was read
   */
  public MetricsPage(String text) {
    samples =
        SAMPLE
            .matcher(text)
            .results()
            .map(sample -> new Series(sample.group(1), labels(sample.group(2))))
            .toList();
  }

  /** Those of the expression's metrics, and of the labels that it uses, that are not on it. */
  public List<String> missing(PromQl expression) {
    List<Series> missing = expression.series().stream().filter(asked -> !shows(asked)).toList();
    return missing.isEmpty()
        ? expression.groupings().stream().filter(label -> !hasLabel(expression, label)).toList()
        : missing.stream().map(Series::toString).toList();
  }

  private boolean shows(Series asked) {
    return samples.stream()
        .anyMatch(
            sample ->
                sample.metric().equals(asked.metric())
                    && sample.labels().containsAll(asked.labels()));
  }

  private boolean hasLabel(PromQl expression, String label) {
    return expression.series().stream()
        .anyMatch(asked -> shows(new Series(asked.metric(), Set.of(label))));
  }

  private static Set<String> labels(String text) {
    return text == null
        ? Set.of()
        : LABEL.matcher(text).results().map(label -> label.group(1)).collect(toSet());
  }
}
