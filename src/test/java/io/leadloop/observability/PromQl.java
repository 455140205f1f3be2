package io.leadloop.observability;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A PromQL expression, parsed as far as needed to find the series it reads. */
public record PromQl(String text) {
  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
  private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");
  private static final Pattern SERIES =
      Pattern.compile("\\b(?<name>[a-z_][a-z0-9_]*+)(?!\\s*\\()(?:\\{(?<matchers>[^}]*)})?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

  /** What Prometheus adds to whatever it collects. */
  private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

  /** The metrics that it names, each with the labels by which it chooses among their series. */
  public List<Series> series() {
    return SERIES
        .matcher(GROUPING.matcher(bare()).replaceAll(""))
        .results()
        .filter(found -> !OPERATORS.contains(found.group(1)))
        .map(found -> new Series(found.group(1), labels(found.group(2))))
        .toList();
  }

  /** The labels that it groups or matches by. */
  public Set<String> groupings() {
    return withoutTarget(
        GROUPING
            .matcher(bare())
            .results()
            .flatMap(found -> Arrays.stream(found.group(1).split(",")))
            .map(String::strip));
  }

  private String bare() {
    return RANGE.matcher(STRING.matcher(text).replaceAll("")).replaceAll("");
  }

  private static Set<String> labels(String matchers) {
    return matchers == null
        ? Set.of()
        : withoutTarget(LABEL.matcher(matchers).results().map(found -> found.group(1)));
  }

  private static Set<String> withoutTarget(Stream<String> labels) {
    return labels.filter(label -> !OF_THE_TARGET.contains(label)).collect(toSet());
  }

  /** A metric, and labels that some of its series have to have. */
  public record Series(String metric, Set<String> labels) {}
}
