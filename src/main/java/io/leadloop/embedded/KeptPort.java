package io.leadloop.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** A loopback port that is the same at each start, as long as it is free. */
public final class KeptPort {
  /** Below those that {@link LoopbackPort} gives, so that no server takes one in between. */
  private static final int FIRST = 15_000;

  private static final int PORTS = 5_000;
  private static final int LAST = 65_535;

  private KeptPort() {}

  /**
   * The port that the file has, if it is free, otherwise a free one that it has from now on.
   *
   * @throws UncheckedIOException if the file cannot be used
   */
  public static int in(Path file) {
    try {
      Optional<Integer> kept = OwnFile.read(file).flatMap(KeptPort::port);
      if (kept.filter(LoopbackPort::isFree).isPresent()) {
        return kept.orElseThrow();
      }
      int port = choose(file);
      OwnFile.write(file, Integer.toString(port));
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("The port in " + file + " cannot be used: " + e.getMessage(), e));
    }
  }

  /** Empty for anything but a port. */
  private static Optional<Integer> port(String text) {
    return text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) <= LAST
        ? Optional.of(Integer.valueOf(text))
        : Optional.empty();
  }

  /** Begins at another port for each file, so that two that start together seldom choose one. */
  private static int choose(Path file) {
    int first = Math.floorMod(file.toAbsolutePath().hashCode(), PORTS);
    for (int i = 0; i < PORTS; i++) {
      int port = FIRST + (first + i) % PORTS;
      if (LoopbackPort.isFree(port)) {
        return port;
      }
    }
    throw new EmbeddedServerException(
        "No port between %d and %d is free.".formatted(FIRST, FIRST + PORTS - 1));
  }
}
