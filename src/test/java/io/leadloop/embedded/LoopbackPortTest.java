package io.leadloop.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
  private static final String SETTING = "leadloop.embedded.kafka-port";

  @Test
  void zeroChoosesAFreePort() {
    assertThat(LoopbackPort.choose(0, SETTING)).isBetween(1024, 65535);
  }

  @Test
  void freeWantedPortIsChosen() {
    int free = LoopbackPort.free();
    assertThat(LoopbackPort.choose(free, SETTING)).isEqualTo(free);
  }

  @Test
  void portInUseIsRejectedWithItsSetting() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> LoopbackPort.choose(port, SETTING))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageStartingWith("Port %d of %s cannot be used: ", port, SETTING);
    }
  }

  @Test
  void invalidPortIsRejectedWithItsSetting() {
    assertThatThrownBy(() -> LoopbackPort.choose(70000, SETTING))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageStartingWith("Port 70000 of %s cannot be used: ", SETTING);
  }

  /** Regression: another server's connection took the port before the gateway bound to it. */
  @Test
  void aFreePortIsNoneThatConnectionsAreGiven() {
    for (int i = 0; i < 20; i++) {
      assertThat(LoopbackPort.free()).isBetween(1024, 32_767);
    }
  }

  /** Regression: two servers of one process, which bind later, were given the same port. */
  @Test
  void aPortIsNotChosenAgainAtOnce() {
    assertThat(Stream.generate(LoopbackPort::free).limit(150)).doesNotHaveDuplicates();
  }
}
