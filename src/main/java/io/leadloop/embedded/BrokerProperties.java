package io.leadloop.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The embedded broker's whole configuration: one node that is broker and controller. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CLIENT_LISTENER = "PLAINTEXT";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerProperties() {}

  static Map<String, String> of(Path data, int port, int controllerPort) {
    Map<String, String> properties = new HashMap<>();
    properties.put("log.dirs", data.toString());
    properties.putAll(listeners(port, controllerPort));
    properties.putAll(oneNode());
    properties.putAll(smallFootprint());
    return properties;
  }

  private static Map<String, String> listeners(int port, int controllerPort) {
    String client = CLIENT_LISTENER + "://localhost:" + port;
    String controller = CONTROLLER_LISTENER + "://localhost:" + controllerPort;
    String protocols = CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT";
    return Map.of(
        "listeners", client + "," + controller,
        "advertised.listeners", client,
        "listener.security.protocol.map", protocols,
        "inter.broker.listener.name", CLIENT_LISTENER,
        "controller.listener.names", CONTROLLER_LISTENER,
        // Voters are given here and not stored, so that the port may differ at the next start.
        "controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort);
  }

  private static Map<String, String> oneNode() {
    return Map.of(
        "process.roles", "broker,controller",
        "node.id", Integer.toString(NODE_ID),
        "auto.create.topics.enable", "false",
        "default.replication.factor", "1",
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "group.initial.rebalance.delay.ms", "0",
        // A gateway that was off for longer than the usual week would publish old feedback again.
        "offsets.retention.minutes", "525600");
  }

  private static Map<String, String> smallFootprint() {
    return Map.of(
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.num.partitions", "4",
        "num.network.threads", "2",
        "num.io.threads", "4",
        // Taken from the gateway's heap at the start; the broker's own default is 128 MiB.
        "log.cleaner.dedupe.buffer.size", "16777216");
  }
}
