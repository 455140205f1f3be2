package io.leadloop.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.Map;

/** The Helm chart, rendered as {@code helm template} does it, with the values of this folder. */
final class Chart {
  static final Path DIRECTORY = Path.of("helm/leadloop");
  static final String RELEASE = "edge";
  static final String NAMESPACE = "leads";

  private static final Path VALUES = Path.of("src/test/resources/chart");
  private static final String OLDEST_KUBERNETES = "1.30.0";

  private Chart() {}

  /** The output of Helm's linter, with warnings as errors. */
  static LintResult lint() {
    return new Helm(DIRECTORY).lint().strict().call();
  }

  /** The objects that a file of values makes, for example {@code minimal}. */
  static RenderedChart render(String values) {
    return render(values, Map.of());
  }

  /**
   * The same with some values changed.
   *
   * @param changes by path, for example {@code image.tag}
   * @throws IllegalStateException when the chart refuses them
   */
  static RenderedChart render(String values, Map<String, Object> changes) {
    TemplateCommand command =
        new Helm(DIRECTORY)
            .template()
            .withName(RELEASE)
            .withNamespace(NAMESPACE)
            .withKubeVersion(OLDEST_KUBERNETES)
            .withValuesFile(VALUES.resolve(values + ".yaml"));
    changes.forEach(command::set);
    return RenderedChart.parse(command.call());
  }
}
