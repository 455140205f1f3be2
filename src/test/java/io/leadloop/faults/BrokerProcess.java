package io.leadloop.faults;

import static org.awaitility.Awaitility.await;

import io.leadloop.embedded.BrokerMain;
import io.leadloop.testing.KafkaLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The broker in a process of its own, whose data outlives it. */
final class BrokerProcess implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final Path directory;
  private final int port;
  private final int advertisedPort;
  private Process process;
  private Path output;

  /**
   * @param directory where its data is
   * @param port where it listens
   * @param advertisedPort where clients are told to come, which leads to that one
   */
  BrokerProcess(Path directory, int port, int advertisedPort) {
    this.directory = directory;
    this.port = port;
    this.advertisedPort = advertisedPort;
  }

  /** Starts it on what it had, and returns when it takes requests. */
  void start() {
    try {
      output = Files.createTempFile(directory, "broker-", ".log");
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx384m",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  BrokerMain.class.getName(),
                  directory.resolve("kafka-data").toString(),
                  Integer.toString(port),
                  Integer.toString(advertisedPort))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      await().atMost(START_WITHIN).until(() -> output().contains(BrokerMain.READY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a power cut would. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** What the gateway needs to use it. */
  Map<String, String> settings() {
    String jaas =
        output()
            .lines()
            .filter(line -> line.startsWith(BrokerMain.READY))
            .map(line -> line.substring(BrokerMain.READY.length()))
            .findFirst()
            .orElseThrow();
    return Map.of(
        "kafka.bootstrap.servers",
        "localhost:" + advertisedPort,
        "kafka.security.protocol",
        "SASL_PLAINTEXT",
        "kafka.sasl.mechanism",
        "SCRAM-SHA-512",
        "kafka.sasl.jaas.config",
        jaas);
  }

  /** The gateway's own account, for a client of Kafka's. */
  Map<String, Object> login() {
    return KafkaLogin.of(settings());
  }

  private String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}
