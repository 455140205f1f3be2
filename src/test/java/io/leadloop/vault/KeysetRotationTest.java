package io.leadloop.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation in two steps while replicas restart one after the other. */
class KeysetRotationTest {
  private static final byte[] CLEAR = "Dupont".getBytes(UTF_8);

  @TempDir Path directory;

  @Test
  void replicasBeforeAndAfterEachStepOpenWhatTheOtherSeals() {
    Path file = KeysetFile.in(directory);
    Vault before = vault(file);
    KeysetFile.addKey(file);
    Vault added = vault(file);
    assertOpens(before, added);
    assertOpens(added, before);
    KeysetFile.promoteNewestKey(file);
    assertOpens(added, vault(file));
    assertOpens(vault(file), added);
  }

  @Test
  void onlySealsOfAnOlderKeyAreRenewed() {
    Path file = KeysetFile.in(directory);
    byte[] old = vault(file).seal(CLEAR, "lead:1");
    assertThat(vault(file).reEncrypt(old, "lead:1")).isEmpty();
    int added = KeysetFile.addKey(file);
    assertThat(vault(file).reEncrypt(old, "lead:1")).isEmpty();
    assertThat(KeysetFile.promoteNewestKey(file)).isEqualTo(added);

    Vault rotated = vault(file);
    byte[] fresh = rotated.reEncrypt(old, "lead:1").orElseThrow();
    assertThat(rotated.open(fresh, "lead:1")).isEqualTo(CLEAR);
    assertThat(rotated.reEncrypt(fresh, "lead:1")).isEmpty();
    assertThat(rotated.reEncrypt(old, "lead:2")).as("of another owner").isEmpty();
  }

  @Test
  void fileStaysOwnerOnlyWithoutTemporaryFiles() throws Exception {
    Path file = KeysetFile.in(directory);
    KeysetFile.addKey(file);
    KeysetFile.promoteNewestKey(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void invalidFileIsNamedAndUnchanged() throws Exception {
    Path file = Files.writeString(directory.resolve("other.json"), "{}");
    assertThatThrownBy(() -> KeysetFile.addKey(file)).hasMessageContaining("not a Tink");
    assertThatThrownBy(() -> KeysetFile.addKey(directory.resolve("none")))
        .hasMessageContaining("cannot be read");
    assertThat(file).hasContent("{}");
  }

  private static Vault vault(Path keyset) {
    return new Vault(keyset.toString());
  }

  private static void assertOpens(Vault opening, Vault sealing) {
    assertThat(opening.open(sealing.seal(CLEAR, "o"), "o")).isEqualTo(CLEAR);
  }
}
