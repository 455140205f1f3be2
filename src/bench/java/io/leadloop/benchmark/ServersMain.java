package io.leadloop.benchmark;

import io.leadloop.embedded.EmbeddedKafka;
import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The embedded servers in a process of their own, so that neither the gateway's memory nor the
 * generator's holds the broker. It ends when it is asked to, and when whoever started it is gone.
 */
public final class ServersMain {
  private ServersMain() {}

  public static void main(String... args) throws IOException {
    EmbeddedServers servers = EmbeddedServers.in(Path.of(args[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close));
    EmbeddedPostgreSql postgreSql = servers.startPostgreSql(0);
    EmbeddedKafka kafka = servers.startKafka(0);
    System.out.printf(
        "servers: %s %s %s %s.%n",
        postgreSql.url().replaceFirst(".*:(\\d+)/.*", "$1"),
        postgreSql.username(),
        postgreSql.password(),
        ServerSettings.write(kafka.settings()));
    while (System.in.read() >= 0) {
      // Nothing is ever written: the end of the input is the end of the benchmark.
    }
    System.exit(0);
  }
}
