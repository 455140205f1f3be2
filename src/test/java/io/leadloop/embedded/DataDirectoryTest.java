package io.leadloop.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;

  @Test
  void directoryIsCreatedForItsOwnerOnly() throws Exception {
    try (DataDirectory claimed = DataDirectory.claim(parent.resolve("a/b"))) {
      assertThat(permissions(claimed.path())).isEqualTo("rwx------");
      assertThat(permissions(claimed.ownerOnly("kafka"))).isEqualTo("rwx------");
    }
  }

  @Test
  void secondGatewayIsRejectedAndTheFirstIsNamed() {
    try (DataDirectory claimed = DataDirectory.claim(parent)) {
      assertThatThrownBy(() -> DataDirectory.claim(parent))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessage(
              "Another gateway (process %d) is running on the data directory %s.",
              ProcessHandle.current().pid(), claimed.path());
    }
  }

  @Test
  void releasedDirectoryMayBeClaimedAgain() {
    DataDirectory.claim(parent).close();
    try (DataDirectory claimed = DataDirectory.claim(parent)) {
      assertThat(claimed.path()).isEqualTo(parent);
    }
  }

  @Test
  void fileInsteadOfDirectoryIsRejectedWithTheSettingName() throws Exception {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.claim(file))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("leadloop.embedded.data-dir");
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
