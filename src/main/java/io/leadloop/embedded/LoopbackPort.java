package io.leadloop.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Chooses loopback ports for servers that cannot bind to port 0. */
public final class LoopbackPort {
  private LoopbackPort() {}

  /** A port that is currently free. */
  public static int free() {
    try (ServerSocket socket = listen(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The wanted port, or a free one for 0.
   *
   * @param setting the key that the port was configured with, for the message
   * @throws EmbeddedServerException if the wanted port is in use or not allowed
   */
  static int choose(int wanted, String setting) {
    if (wanted == 0) {
      return free();
    }
    try (ServerSocket socket = listen(wanted)) {
      return socket.getLocalPort();
    } catch (IOException | IllegalArgumentException e) {
      throw new EmbeddedServerException(
          "Port %d of %s cannot be used: %s.".formatted(wanted, setting, e.getMessage()), e);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
