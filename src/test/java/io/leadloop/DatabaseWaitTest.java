package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.embedded.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a start reports while it waits. */
class DatabaseWaitTest {
  private static final InetSocketAddress UNKNOWN =
      InetSocketAddress.createUnresolved("db.example.invalid", 5432);

  @Test
  void eachServerHasItsReason() {
    int free = LoopbackPort.free();
    assertThat(
            DatabaseWait.away(
                List.of(UNKNOWN, InetSocketAddress.createUnresolved("127.0.0.1", free))))
        .containsExactly(
            "db.example.invalid:5432 (unknown host)",
            "127.0.0.1:" + free + " (Connection refused)");
  }

  @Test
  void oneThatListensIsEnough() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress listening =
          InetSocketAddress.createUnresolved("127.0.0.1", server.getLocalPort());
      assertThat(DatabaseWait.away(List.of(UNKNOWN, listening))).isEmpty();
    }
    assertThat(DatabaseWait.away(List.of())).isEmpty();
  }
}
