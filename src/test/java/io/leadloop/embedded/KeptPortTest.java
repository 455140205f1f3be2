package io.leadloop.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
