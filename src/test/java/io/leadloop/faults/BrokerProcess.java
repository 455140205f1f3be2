package io.leadloop.faults;

import io.leadloop.embedded.BrokerMain;
import io.leadloop.embedded.LoopbackPort;
import io.leadloop.testing.ChildProcess;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The broker in a process of its own, whose data outlives it. */
public final class BrokerProcess implements Brokers {
  /** Options of a JVM that does not live long. */
  static final List<String> QUICK_TO_START =
      List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Pattern READY = Pattern.compile(BrokerMain.READY + "(.+)\n");

  private final Path directory;
  private final int port = LoopbackPort.free();
  private final Proxy network;
  private ChildProcess process;
  private String jaas;

  private BrokerProcess(Vertx vertx, Path directory) {
    this.directory = directory;
    this.network = Proxy.to(vertx, () -> List.of(port));
  }

  /**
   * @param directory where its data is
   */
  static BrokerProcess start(Vertx vertx, Path directory) {
    BrokerProcess broker = new BrokerProcess(vertx, directory);
    broker.start();
    return broker;
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
                Integer.toString(network.port())),
            directory);
    jaas = process.awaitOutput(READY).group(1);
  }

  /** Ends it as a power cut would. */
  void kill() {
    process.kill();
  }

  @Override
  public Map<String, String> settings() {
    return settings("localhost:" + network.port(), jaas);
  }

  /**
   * @param jaas the login module of the gateway's account
   */
  static Map<String, String> settings(String bootstrapServers, String jaas) {
    return Map.of(
        "kafka.bootstrap.servers",
        bootstrapServers,
        "kafka.security.protocol",
        "SASL_PLAINTEXT",
        "kafka.sasl.mechanism",
        "PLAIN",
        "kafka.sasl.jaas.config",
        jaas);
  }

  @Override
  public List<Proxy> network() {
    return List.of(network);
  }

  @Override
  public void close() {
    network.close();
    if (process != null) {
      kill();
    }
  }
}
