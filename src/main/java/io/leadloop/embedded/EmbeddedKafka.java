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

/** A Kafka broker in this process, on loopback, whose topics outlive it. */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddedKafka.class);
  private static final String PORT_SETTING = "leadloop.embedded.kafka-port";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the broker, and returns when it takes requests.
   *
   * @param wantedPort 0 for a free one, which may differ from the last start's
   * @throws EmbeddedServerException when it cannot be started
   */
  public static EmbeddedKafka start(DataDirectory directory, int wantedPort) {
    Path data = directory.ownerOnly("kafka");
    int port = LoopbackPort.choose(wantedPort, PORT_SETTING);
    try {
      formatOnce(data);
      KafkaRaftServer server = startServer(data, port);
      LOG.infof("Started a Kafka broker on localhost:%d, its data in %s", port, data);
      return new EmbeddedKafka(server, port);
    } catch (Exception e) {
      throw new EmbeddedServerException("Kafka did not start in %s: %s".formatted(data, e), e);
    }
  }

  /** The address that clients on this machine connect to first. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** The settings that make the gateway use this broker. */
  public Map<String, String> settings() {
    return Map.of("kafka.bootstrap.servers", bootstrapServers());
  }

  /** Stops the broker and waits for its logs to be closed, so that none is recovered later. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static KafkaRaftServer startServer(Path data, int port) {
    KafkaConfig config = new KafkaConfig(BrokerProperties.of(data, port, portBeside(port)), false);
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

  /**
   * Gives the cluster its id; Kafka writes {@code meta.properties} last, so it tells a whole one.
   */
  private static void formatOnce(Path data) throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
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
        .run();
  }
}
