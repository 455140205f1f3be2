package io.leadloop.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The first page is short, has two commands, and shows the flow and the console. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final int LONGEST = 6 * 1024;

  @Test
  void isShort() throws IOException {
    assertThat(Files.size(README)).isLessThanOrEqualTo(LONGEST);
  }

  @Test
  void hasTwoCommandsAndTwoPictures() {
    Document readme = Document.at(README);
    assertThat(readme.commands())
        .containsExactly(
            "LEADLOOP_DEMO=true mvn package quarkus:run -Dmaven.test.skip\n", "mvn verify\n");
    assertThat(readme.links())
        .filteredOn(link -> link.endsWith(".png") || link.endsWith(".svg"))
        .hasSize(2);
  }
}
