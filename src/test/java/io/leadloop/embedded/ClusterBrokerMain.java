package io.leadloop.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * One of three brokers that replicate one another and may each become the controller, as a separate
 * process. It ends with its parent; on SIGTERM it moves its partitions' leaders first.
 */
public final class ClusterBrokerMain {
  /** Printed, before the gateway's password, when the broker accepts requests. */
  public static final String READY = "broker is ready for ";

  private static final String USER = "leadloop";
  private static final String BROKER_USER = "leadloop-broker";

  private ClusterBrokerMain() {}

  /**
   * Arguments: data directory, id of the node, id of the cluster, password of both accounts, voters
   * as {@code id@localhost:port} separated by commas, port of the controller, port of the broker,
   * port given to clients and to the other brokers.
   */
  public static void main(String... args) throws Exception {
    Path data = Files.createDirectories(Path.of(args[0]));
    BrokerLogin login = new BrokerLogin(USER, args[3]);
    BrokerPorts ports =
        new BrokerPorts(
            Integer.parseInt(args[6]), Integer.parseInt(args[7]), Integer.parseInt(args[5]));
    Map<String, String> properties =
        new HashMap<>(
            BrokerProperties.of(data, ports, login, new BrokerLogin(BROKER_USER, args[3])));
    properties.putAll(replicated(args[1], args[4]));
    format(data, Integer.parseInt(args[1]), args[2], login);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    server.startup();
    System.out.println(READY + login.client());
    awaitEndOfParent();
    Runtime.getRuntime().halt(0);
  }

  private static Map<String, String> replicated(String node, String voters) {
    Map<String, String> properties = new HashMap<>();
    properties.put("node.id", node);
    properties.put("controller.quorum.voters", voters);
    // Topics of the gateway have what the gateway asks for.
    properties.put("min.insync.replicas", "2");
    properties.put("offsets.topic.replication.factor", "3");
    properties.put("transaction.state.log.replication.factor", "3");
    properties.put("transaction.state.log.min.isr", "2");
    // Time is compressed, as in the other scenarios.
    properties.put("broker.heartbeat.interval.ms", "500");
    properties.put("broker.session.timeout.ms", "4000");
    return properties;
  }

  private static void format(Path data, int node, String cluster, BrokerLogin login)
      throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setNodeId(node)
        .setClusterId(cluster)
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .setDirectories(List.of(data.toString()))
        .setMetadataLogDirectory(data.toString())
        .setScramArguments(List.of(login.formatArgument()))
        .run();
  }

  private static void stop(KafkaRaftServer server) {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void awaitEndOfParent() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing is ever written to standard input; its end means that the test has ended.
    }
  }
}
