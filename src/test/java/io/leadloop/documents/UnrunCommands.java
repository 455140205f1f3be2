package io.leadloop.documents;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The commands of the documents that a build cannot run, each with the reason. */
final class UnrunCommands {
  private static final Map<String, String> REASONS =
      Map.of(
          "mvn", "the build itself",
          "docker", "needs a container engine; ComposeTest checks the file",
          "helm", "needs a cluster; ChartTest renders the chart",
          "kubectl", "needs a cluster",
          "openapi-generator-cli", "the build runs the generator's Maven plugin",
          "pg_dump|pg_restore|psql", "needs PostgreSQL's client programs",
          "kcat", "needs a program that not every machine has; ConsumerExampleTest reads a topic");

  private static final Pattern UNRUN =
      Pattern.compile("^(\\w+=\\S+ )*(.*\\| *)?(" + String.join("|", REASONS.keySet()) + ")\\b.*");

  /** Starts a gateway, as every test of the packaged application does. */
  private static final Pattern JAR = Pattern.compile("java -jar \\S+\\.jar");

  /** Lines that only set variables, which the test sets itself, or an alias. */
  private static final Pattern SETS =
      Pattern.compile("(export )?([A-Z_]+=\\S*\\s*)+(#.*)?|alias leadloop=.*");

  private UnrunCommands() {}

  /**
   * Whether a build runs none of it. {@code leadloop …} between such commands is checked by {@link
   * CommandFormTest}.
   */
  static boolean areAll(String code) {
    List<String> others = lines(code).stream().filter(line -> !is(line)).toList();
    return others.isEmpty()
        || (others.size() < lines(code).size()
            && others.stream().allMatch(line -> line.startsWith("leadloop ")));
  }

  private static boolean is(String line) {
    return JAR.matcher(line).matches() || UNRUN.matcher(line).matches();
  }

  /** A script's commands, one a line, without comments and without lines that set variables. */
  static List<String> lines(String code) {
    return code.replace("\\\n", " ")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#") && !SETS.matcher(line).matches())
        .toList();
  }

  /** The script without the lines that only set variables. */
  static String withoutVariables(String code) {
    return code.lines()
        .filter(line -> !SETS.matcher(line).matches())
        .reduce("", (before, line) -> before + line + "\n");
  }
}
