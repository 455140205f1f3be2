package io.leadloop;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gateway cannot start with this configuration; the message explains to the operator what to
 * change.
 */
final class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StartRefusedException(String message) {
    super(message);
  }

  /**
   * @param sentence names the setting and its expected form, but not its value
   */
  static StartRefusedException invalid(String sentence) {
    return new StartRefusedException(sentence);
  }

  static StartRefusedException missing(Set<String> keys) {
    return new StartRefusedException(
        "Not configured: "
            + String.join(", ", keys)
            + ". Set each as a system property, as an environment variable, or in"
            + " config/application.properties.");
  }

  static StartRefusedException risky(List<StartRisk> risks) {
    return new StartRefusedException(
        risks.stream()
            .map(
                risk ->
                    "Dangerous: %s. If it has to be so, add %s to %s."
                        .formatted(risk.explanation(), risk.wireName(), StartRisk.ALLOWED))
            .collect(Collectors.joining("\n")));
  }

  static StartRefusedException contradictory(List<String> sentences) {
    return new StartRefusedException(String.join("\n", sentences));
  }

  static StartRefusedException unknownRisk(String name) {
    return new StartRefusedException(
        "%s names %s; there are %s."
            .formatted(
                StartRisk.ALLOWED,
                name,
                Arrays.stream(StartRisk.values())
                    .map(StartRisk::wireName)
                    .collect(Collectors.joining(", "))));
  }
}
