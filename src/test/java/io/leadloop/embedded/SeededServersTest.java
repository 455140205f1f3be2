package io.leadloop.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeededServersTest {
  /** Regression: on a busy machine every server unpacked the binaries that others were running. */
  @Test
  void binariesWhoseMarkIsOldAreNotUnpackedAgain(@TempDir Path binaries) throws IOException {
    Path version = Files.createDirectory(binaries.resolve("PG-0"));
    Path mark = Files.createFile(version.resolve(".exists"));
    Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minusSeconds(1)));

    SeededServers.markUnpacked(binaries);

    assertThat(Files.getLastModifiedTime(mark))
        .isGreaterThanOrEqualTo(Files.getLastModifiedTime(version));
  }
}
