package io.leadloop.lean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Dockerfile builds and tests the application among those files alone that it copies. */
class ImageBuildTest {
  private static final Pattern READ = Pattern.compile("Path\\.of\\(\"deploy\", \"([^\"]+)\"\\)");
  private static final String COPY = "COPY --chown=builder deploy/";

  /** Regression: a test of the application read the launcher, and no image could be built. */
  @Test
  void filesThatTheTestsOfTheApplicationReadAreCopied() throws IOException {
    List<String> copied =
        Files.readAllLines(Path.of("deploy", "Dockerfile")).stream()
            .filter(line -> line.startsWith(COPY))
            .flatMap(line -> Stream.of(line.substring(COPY.length()).split(" (deploy/)?")))
            .toList();
    try (Stream<Path> tests = Files.list(Path.of("src/test/java/io/leadloop/lean"))) {
      List<String> read =
          tests
              .filter(test -> test.toString().endsWith("IT.java"))
              .flatMap(ImageBuildTest::filesReadBy)
              .toList();
      assertThat(read).isNotEmpty();
      assertThat(copied).containsAll(read).contains("build-application");
    }
  }

  private static Stream<String> filesReadBy(Path test) {
    try {
      return READ.matcher(Files.readString(test)).results().map(found -> found.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
