package io.leadloop.faults;

import io.leadloop.embedded.BrokerMain;
import io.leadloop.testing.KafkaLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The broker in a process of its own, whose data outlives it. */
final class BrokerProcess implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final int advertisedPort;
  private ServerProcess process;

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
    process =
        ServerProcess.start(
            directory,
            BrokerMain.class,
            BrokerMain.READY,
            List.of(
                directory.resolve("kafka-data").toString(),
                Integer.toString(port),
                Integer.toString(advertisedPort)));
  }

  /** Ends it as a power cut would. */
  void kill() {
    process.close();
  }

  /** What the gateway needs to use it. */
  Map<String, String> settings() {
    return Map.of(
        "kafka.bootstrap.servers",
        "localhost:" + advertisedPort,
        "kafka.security.protocol",
        "SASL_PLAINTEXT",
        "kafka.sasl.mechanism",
        "SCRAM-SHA-512",
        "kafka.sasl.jaas.config",
        process.announcement());
  }

  /** The gateway's own account, for a client of Kafka's. */
  Map<String, Object> login() {
    return KafkaLogin.of(settings());
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}
