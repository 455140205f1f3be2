package io.leadloop.embedded;

import java.nio.file.Path;

/**
 * A separate process that starts PostgreSQL, writes one row and dies without stopping it, like a
 * killed gateway.
 */
final class AbandonedGateway {
  private AbandonedGateway() {}

  public static void main(String... args) throws Exception {
    EmbeddedPostgreSql postgreSql = EmbeddedServers.in(Path.of(args[0])).startPostgreSql(0);
    new NoteTable(postgreSql).write("written before the kill");
    Runtime.getRuntime().halt(0);
  }

  /** Runs the process to its end and returns its exit code. */
  static int runIn(Path dataDirectory) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            AbandonedGateway.class.getName(),
            dataDirectory.toString())
        .inheritIO()
        .start()
        .waitFor();
  }
}
