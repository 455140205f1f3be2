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
 * A Kafka broker in this process, on loopback, whose topics outlive it. It takes nobody without an
 * account, and lets an account do what its ACLs allow; the gateway's own may do everything.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddedKafka.class);
  private static final String PORT_SETTING = "leadloop.embedded.kafka-port";

  /** The account of the gateway, and what the broker calls itself to its controller. */
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
   * Starts the broker, and returns when it takes requests.
   *
   * @param wantedPort 0 for a free one, which may differ from the last start's
   * @throws EmbeddedServerException when it cannot be started
   */
  public static EmbeddedKafka start(DataDirectory directory, int wantedPort) {
    int port = LoopbackPort.choose(wantedPort, PORT_SETTING);
    EmbeddedKafka started = start(directory, port, port);
    OwnScramAccount.makeIfLost(started.settings(), started.login);
    return started;
  }

  /** The same on exactly that port; clients are told to come to the other, which leads to it. */
  static EmbeddedKafka start(DataDirectory directory, int port, int advertisedPort) {
    Path data = directory.ownerOnly("kafka");
    PasswordFile password = new PasswordFile(data.resolve("password"));
    int controllerPort = portBeside(port);
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

  /** The address that clients on this machine connect to first. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** The settings that make the gateway use this broker; its password is among them. */
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

  /** The loopback port of the controller, which only the broker itself is let into. */
  int controllerPort() {
    return controllerPort;
  }

  /** Stops the broker and waits for its logs to be closed, so that none is recovered later. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static KafkaRaftServer startServer(Path data, BrokerPorts ports, BrokerLogin login) {
    // Only this process uses it, so it is another at each start.
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

  private static int portBeside(int port) {
    int other = LoopbackPort.free();
    return other == port ? portBeside(port) : other;
  }

  /** Kafka writes this file last, so it tells a directory that was formatted to the end. */
  private static boolean isFormatted(Path data) {
    return Files.exists(data.resolve("meta.properties"));
  }

  /** Gives the cluster its id, and the gateway its account. */
  private static void formatOnce(Path data, BrokerLogin login) throws Exception {
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
