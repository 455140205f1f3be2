package io.leadloop;

import io.leadloop.setting.DatabaseAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits for a PostgreSQL that is started after the gateway, before the application is: until then a
 * signal ends the process at once. That it listens is enough; the migrations report the rest.
 */
final class DatabaseWait {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int CONNECT_MILLIS = 5_000;

  private DatabaseWait() {}

  /** Returns when one of the servers accepts a connection; reports once that it waits, and why. */
  @SuppressWarnings("SystemOut") // the log begins with the application
  static void awaitListening(DatabaseAddresses addresses) {
    List<InetSocketAddress> servers = addresses.servers();
    List<String> away = away(servers);
    if (!away.isEmpty()) {
      System.out.println("waiting for PostgreSQL at " + String.join(", ", away));
    }
    while (!away.isEmpty()) {
      pause();
      away = away(servers);
    }
  }

  /** Each server with the reason why it does not listen; none if one of them does. */
  static List<String> away(List<InetSocketAddress> servers) {
    List<String> away = new ArrayList<>();
    for (InetSocketAddress server : servers) {
      String host = server.getHostString();
      try (Socket connection = new Socket()) {
        connection.connect(new InetSocketAddress(host, server.getPort()), CONNECT_MILLIS);
        return List.of();
      } catch (IOException e) {
        String reason = e instanceof UnknownHostException ? "unknown host" : e.getMessage();
        away.add("%s:%d (%s)".formatted(host, server.getPort(), reason));
      }
    }
    return away;
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
