package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.reference.ConfigurationReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The configuration reference matches the code and is complete. */
class ConfigurationReferenceTest {
  private static final Path REVIEWED = Path.of("src/docs/configuration.md");
  private static final List<String> UNLIMITED = List.of("leadloop.feedback.replication-factor");
  private static final Path GENERATED = Path.of("target/configuration.md");

  @Test
  void referenceMatchesTheCode() throws IOException {
    String generated = ConfigurationReference.page();
    Files.writeString(GENERATED, generated);
    assertThat(generated)
        .as("look at the difference, then copy %s to %s", GENERATED, REVIEWED)
        .isEqualTo(Files.readString(REVIEWED));
  }

  /** A size without one can be set to what ends the process. */
  @Test
  void everySizeHasAnUpperLimit() throws IOException {
    assertThat(ConfigurationReference.page().lines())
        .filteredOn(setting -> setting.contains("| whole number |"))
        .filteredOn(setting -> UNLIMITED.stream().noneMatch(setting::contains))
        .isNotEmpty()
        .allMatch(setting -> setting.contains("at most"));
  }
}
