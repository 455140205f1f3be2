package io.leadloop.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

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
    TemplateCommand command = template(DIRECTORY, values);
    changes.forEach(command::set);
    return RenderedChart.parse(command.call());
  }

  private static TemplateCommand template(Path chart, String values) {
    return new Helm(chart)
        .template()
        .withName(RELEASE)
        .withNamespace(NAMESPACE)
        .withKubeVersion(OLDEST_KUBERNETES)
        .withValuesFile(VALUES.resolve(values + ".yaml"));
  }

  /** What {@code helm install} prints for a file of values with some of them changed. */
  static String notes(String values, Map<String, Object> changes) {
    InstallCommand command =
        new Helm(DIRECTORY)
            .install()
            .clientOnly()
            .dryRun()
            .withName(RELEASE)
            .withNamespace(NAMESPACE)
            .withKubeVersion(OLDEST_KUBERNETES)
            .withValuesFile(VALUES.resolve(values + ".yaml"));
    changes.forEach(command::set);
    String output = command.call().getOutput();
    return output.substring(output.indexOf("NOTES:"));
  }

  /**
   * The objects that only {@code helm test} makes. Helm renders none of them, so this renders a
   * copy of the chart whose annotations {@code helm.sh/hook} have the prefix {@code copied/}
   * instead.
   */
  static RenderedChart hooks(String values, Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(DIRECTORY, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path target = copy.resolve(DIRECTORY.relativize(file));
        Files.createDirectories(target.getParent());
        Files.writeString(target, Files.readString(file).replace("helm.sh/hook", "copied/hook"));
      }
    }
    return RenderedChart.parse(template(copy, values).call());
  }
}
