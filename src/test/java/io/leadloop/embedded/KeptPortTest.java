package io.leadloop.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptPortTest {
  @TempDir Path directory;

  @Test
  void portIsTheSameAgainUnlessSomebodyElseUsesIt() throws IOException {
    Path file = directory.resolve("new").resolve("port");
    int first = KeptPort.in(file);
    assertThat(KeptPort.in(file)).isEqualTo(first);
    try (ServerSocket other = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      int second = KeptPort.in(file);
      assertThat(second).isNotEqualTo(other.getLocalPort());
      assertThat(KeptPort.in(file)).isEqualTo(second);
    }
  }

  /** As a full disk or a kill leaves it, or somebody's editor. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "port", "0", "-1", "70000", "99999999999"})
  void fileWithoutAPortIsWrittenAnew(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("port"), content);
    int port = KeptPort.in(file);
    assertThat(file).hasContent(Integer.toString(port));
    assertThat(KeptPort.in(file)).isEqualTo(port);
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
  }
}
