package io.leadloop.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.jboss.logging.Logger;

/**
 * A Kafka broker in this process, on loopback, with durable topics. It requires an account, and
 * accounts are limited by ACLs; the gateway's is a super user.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddedKafka.class);
  private static final String PORT_SETTING = "leadloop.embedded.kafka-port";

  /** The gateway's account, and the broker's account at its controller. */
  private static final String OWN_USER = "leadloop";

  private static final String BROKER_USER = "leadloop-broker";

  private final KafkaRaftServer server;
  private final int port;
  private final int controllerPort;
  private final BrokerLogin login;

  private EmbeddedKafka(KafkaRaftServer server, int port, int controllerPort, BrokerLogin login) {
    this.server = server;
    this.port = port;
    this.controllerPort = controllerPort;
    this.login = login;
  }

  /**
   * Starts the broker and returns when it accepts requests.
   *
   * @param wantedPort 0 for a free one, which may differ between starts
   * @throws EmbeddedServerException if it does not start
   */
  public static EmbeddedKafka start(DataDirectory directory, int wantedPort) {
    int port = LoopbackPort.choose(wantedPort, PORT_SETTING);
    EmbeddedKafka started = start(directory, port, port);
    OwnScramAccount.restoreIfLost(started.settings(), started.login);
    return started;
  }

  /** Starts the broker on {@code port} and advertises another port that forwards to it. */
  static EmbeddedKafka start(DataDirectory directory, int port, int advertisedPort) {
    Path data = directory.ownerOnly("kafka");
    PasswordFile password = new PasswordFile(data.resolve("password"));
    int controllerPort = freePortExcept(port);
    try {
      password.createIfAbsent();
      BrokerLogin login = new BrokerLogin(OWN_USER, password.read());
      formatOnce(data, login);
      BrokerPorts ports = new BrokerPorts(port, advertisedPort, controllerPort);
      KafkaRaftServer server = startServer(data, ports, login);
      LOG.infof("Started a Kafka broker on localhost:%d, its data in %s", port, data);
      return new EmbeddedKafka(server, port, controllerPort, login);
    } catch (Exception e) {
      throw new EmbeddedServerException("Kafka did not start in %s: %s".formatted(data, e), e);
    }
  }

  /** The bootstrap address for clients on this machine. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** The settings that make the gateway use this broker, including its password. */
  public Map<String, String> settings() {
    return Map.of(
        "kafka.bootstrap.servers",
        bootstrapServers(),
        "kafka.security.protocol",
        "SASL_PLAINTEXT",
        "kafka.sasl.mechanism",
        BrokerLogin.PLAIN,
        "kafka.sasl.jaas.config",
        login.client());
  }

  /** The loopback port of the controller, which admits only the broker itself. */
  int controllerPort() {
    return controllerPort;
  }

  /**
   * Stops the broker and waits until its logs are closed, which avoids recovery at the next start.
   */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static KafkaRaftServer startServer(Path data, BrokerPorts ports, BrokerLogin login) {
    // Used within this process only, so it is generated at each start.
    BrokerLogin controller = new BrokerLogin(BROKER_USER, PasswordFile.random());
    KafkaConfig config =
        new KafkaConfig(BrokerProperties.of(data, ports, login, controller), false);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
    return server;
  }

  private static int freePortExcept(int port) {
    int other = LoopbackPort.free();
    return other == port ? freePortExcept(port) : other;
  }

  /** Kafka writes this file last, so it marks a completely formatted directory. */
  private static boolean isFormatted(Path data) {
    return Files.exists(data.resolve("meta.properties"));
  }

  /** Creates the cluster id and the gateway's account. */
  static void formatOnce(Path data, BrokerLogin login) throws Exception {
    if (isFormatted(data)) {
      return;
    }
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setNodeId(BrokerProperties.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .setDirectories(List.of(data.toString()))
        .setMetadataLogDirectory(data.toString())
        .setScramArguments(List.of(login.formatArgument()))
        .run();
  }
}
