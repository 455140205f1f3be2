package io.leadloop;

import io.leadloop.setting.DatabaseAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Waits for a PostgreSQL that is started after the gateway, before the application is: until then a
 * signal ends the process at once. That it listens is enough; the migrations report the rest.
 */
final class DatabaseWait {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int CONNECT_MILLIS = 5_000;

  private DatabaseWait() {}

  /** Returns when one of the servers accepts a connection; reports once that it waits. */
  @SuppressWarnings("SystemOut") // the log begins with the application
  static void awaitListening(DatabaseAddresses addresses) {
    List<InetSocketAddress> servers = addresses.servers();
    if (servers.isEmpty() || servers.stream().anyMatch(DatabaseWait::listens)) {
      return;
    }
    System.out.println(
        servers.stream()
            .map(server -> server.getHostString() + ":" + server.getPort())
            .collect(Collectors.joining(", ", "waiting for PostgreSQL at ", "")));
    while (servers.stream().noneMatch(DatabaseWait::listens)) {
      pause();
    }
  }

  private static boolean listens(InetSocketAddress server) {
    try (Socket connection = new Socket()) {
      connection.connect(
          new InetSocketAddress(server.getHostString(), server.getPort()), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(INTERVAL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StartRefusedException.invalid("Interrupted while PostgreSQL did not listen.");
    }
  }
}
