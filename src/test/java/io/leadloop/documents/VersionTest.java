package io.leadloop.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The version of the build is the only one; other places repeat it. */
class VersionTest {
  private static final Pattern OF_THE_BUILD =
      Pattern.compile("<artifactId>leadloop</artifactId>\\s*<version>([^<]+)</version>");

  @ParameterizedTest
  @CsvSource({
    "helm/leadloop/Chart.yaml, '(?m)^version: (.+)$'",
    "helm/leadloop/Chart.yaml, '(?m)^appVersion: (.+)$'",
    "helm/leadloop/README.md, 'registry\\.example\\.com/leadloop:(\\S+)'",
    "src/docs/CHANGELOG.md, '(?m)^## (\\S+)'"
  })
  void isRepeated(Path file, String place) throws IOException {
    Matcher repeated = Pattern.compile(place).matcher(Files.readString(file));
    assertThat(repeated.find()).isTrue();
    assertThat(repeated.group(1)).isEqualTo(version());
  }

  @Test
  void hasNotes() throws IOException {
    assertThat(Files.readString(Path.of("src/docs/CHANGELOG.md")))
        .containsPattern("(?m)^## " + Pattern.quote(version()) + "\\n\\n### \\S+");
  }

  private static String version() throws IOException {
    Matcher build = OF_THE_BUILD.matcher(Files.readString(Path.of("pom.xml")));
    assertThat(build.find()).isTrue();
    return build.group(1);
  }
}
