package io.leadloop.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Chooses loopback ports for servers that cannot bind to port 0. */
public final class LoopbackPort {
  /**
   * Below the ports that systems give to outgoing connections: of those, one that is free now may
   * be taken before the server binds to it.
   */
  private static final int FIRST = 20_000;

  private static final int PORTS = 12_000;

  /**
   * Each process chooses from a run of ports that is its own for as long as it holds the first of
   * them, and none twice in a row: a server binds to its port only seconds after it was chosen.
   */
  private static final int RUN = 200;

  private static final int RUNS = PORTS / RUN;
  private static final AtomicInteger NEXT = new AtomicInteger();

  /** Bound to the first port of this process' run until the process ends. */
  private static final ServerSocket OWN = claim();

  private LoopbackPort() {}

  /** A port that is currently free. */
  public static int free() {
    for (int tries = 1; tries < RUN; tries++) {
      int port = OWN.getLocalPort() + 1 + Math.floorMod(NEXT.getAndIncrement(), RUN - 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new EmbeddedServerException(
        "No port between %d and %d is free."
            .formatted(OWN.getLocalPort() + 1, OWN.getLocalPort() + RUN - 1));
  }

  private static ServerSocket claim() {
    int first = (int) (ProcessHandle.current().pid() % RUNS);
    for (int i = 0; i < RUNS; i++) {
      try {
        return listen(FIRST + RUN * ((first + i) % RUNS));
      } catch (IOException othersRun) {
        continue;
      }
    }
    throw new EmbeddedServerException(
        "No run of %d ports between %d and %d is free.".formatted(RUN, FIRST, FIRST + PORTS - 1));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = listen(port)) {
      return socket.isBound();
    } catch (IOException inUse) {
      return false;
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
