package io.leadloop.faults;

import io.leadloop.embedded.BrokerMain;
import io.leadloop.testing.ChildProcess;
import io.leadloop.testing.KafkaLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The broker in a process of its own, whose data outlives it. */
public final class BrokerProcess implements AutoCloseable {
  /** Options of a JVM that does not live long. */
  static final List<String> QUICK_TO_START =
      List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Pattern READY = Pattern.compile(BrokerMain.READY + "(.+)\n");

  private final Path directory;
  private final int port;
  private final int advertisedPort;
  private ChildProcess process;
  private String jaas;

  /**
   * @param directory where its data is
   * @param port where it listens
   * @param advertisedPort the port given to clients, which forwards to the broker's
   */
  BrokerProcess(Path directory, int port, int advertisedPort) {
    this.directory = directory;
    this.port = port;
    this.advertisedPort = advertisedPort;
  }

  /** Starts it on what it had, and returns when it takes requests. */
  void start() {
    process =
        ChildProcess.main(
            QUICK_TO_START,
            BrokerMain.class,
            List.of(
                directory.resolve("kafka-data").toString(),
                Integer.toString(port),
                Integer.toString(advertisedPort)),
            directory);
    jaas = process.awaitOutput(READY).group(1);
  }

  /** Ends it as a power cut would. */
  void kill() {
    process.kill();
  }

  /** What the gateway needs to use it. */
  public Map<String, String> settings() {
    return Map.of(
        "kafka.bootstrap.servers",
        "localhost:" + advertisedPort,
        "kafka.security.protocol",
        "SASL_PLAINTEXT",
        "kafka.sasl.mechanism",
        "PLAIN",
        "kafka.sasl.jaas.config",
        jaas);
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
