package io.leadloop.oplead.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFileTest {
  @TempDir Path directory;

  @Test
  void aFileIsNamedByItsPathOrItsAddress() throws IOException {
    Path file = TestProfile.file("callbacks.labels.won", "[Signé]");
    for (String location : new String[] {file.toString(), file.toUri().toString()}) {
      assertThat(OpleadProfiles.at(Optional.of(location)).callbacks().labels().get("won"))
          .containsExactly("Signé");
    }
  }

  @Test
  void withoutAFileTheBundledProfileIsTaken() {
    assertThat(OpleadProfiles.at(Optional.empty())).isEqualTo(TestProfile.with());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no/such/file.yaml", "file:/no/such/file.yaml", "https:nonsense", "\0"})
  void aFileThatIsNotThereIsReported(String location) {
    assertThatThrownBy(() -> OpleadProfiles.at(Optional.of(location)))
        .isInstanceOf(InvalidProfileException.class)
        .hasMessageStartingWith("leadloop.oplead.profile: the file cannot be read: ");
  }

  /** The network could choose how tokens travel. */
  @ParameterizedTest
  @ValueSource(strings = {"http://config.example/profile.yaml", "ftp://x/y", "jar:file:/x!/y"})
  void noOtherAddressIsTaken(String location) {
    assertThatThrownBy(() -> OpleadProfiles.at(Optional.of(location)))
        .hasMessage(
            "leadloop.oplead.profile: the file cannot be read: an address must begin with https: or"
                + " file:.");
  }

  @Test
  void aFileThatIsNoTextIsNotTaken() throws IOException {
    Path latin = Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', (byte) 0xe9});
    assertThatThrownBy(() -> OpleadProfiles.at(Optional.of(latin.toString())))
        .hasMessageEndingWith("it is not UTF-8.");
    Path big = Files.write(directory.resolve("big.yaml"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> OpleadProfiles.at(Optional.of(big.toString())))
        .hasMessageEndingWith("it has more than 1 MiB.");
  }
}
