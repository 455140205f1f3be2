package io.leadloop.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/** The embedded broker's configuration: one node that is both broker and controller. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CLIENT_LISTENER = "CLIENTS";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String PROTOCOL = "SASL_PLAINTEXT";

  private BrokerProperties() {}

  /**
   * @param own the gateway's account, also used between brokers
   * @param controller the broker's login at the controller, known to this process only
   */
  static Map<String, String> of(
      Path data, BrokerPorts ports, BrokerLogin own, BrokerLogin controller) {
    Map<String, String> properties = new HashMap<>();
    properties.put("log.dirs", data.toString());
    properties.putAll(listeners(ports));
    properties.putAll(logins(own, controller));
    properties.putAll(rights(own, controller));
    properties.putAll(oneNode());
    properties.putAll(smallFootprint());
    return properties;
  }

  private static Map<String, String> listeners(BrokerPorts ports) {
    String client = CLIENT_LISTENER + "://localhost:";
    String controller = CONTROLLER_LISTENER + "://localhost:" + ports.controller();
    String protocols =
        CLIENT_LISTENER + ":" + PROTOCOL + "," + CONTROLLER_LISTENER + ":" + PROTOCOL;
    return Map.of(
        "listeners",
        client + ports.client() + "," + controller,
        "advertised.listeners",
        client + ports.advertised(),
        "listener.security.protocol.map",
        protocols,
        "inter.broker.listener.name",
        CLIENT_LISTENER,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        // Voters are configured instead of stored, so that the port may change at the next start.
        "controller.quorum.voters",
        NODE_ID + "@localhost:" + ports.controller());
  }

  /**
   * Both listeners authenticate, since loopback is open to every account of the machine. SCRAM
   * passwords are in the metadata; a broker that lost them must still admit the gateway and itself.
   */
  private static Map<String, String> logins(BrokerLogin own, BrokerLogin controller) {
    return Map.of(
        ofListener(CLIENT_LISTENER, "sasl.enabled.mechanisms"),
        BrokerLogin.SCRAM + "," + BrokerLogin.PLAIN,
        ofListener(CLIENT_LISTENER, BrokerLogin.SCRAM + ".sasl.jaas.config"),
        BrokerLogin.scramListener(),
        ofListener(CLIENT_LISTENER, BrokerLogin.PLAIN + ".sasl.jaas.config"),
        own.plainListener(),
        "sasl.mechanism.inter.broker.protocol",
        BrokerLogin.PLAIN,
        ofListener(CONTROLLER_LISTENER, "sasl.enabled.mechanisms"),
        BrokerLogin.PLAIN,
        ofListener(CONTROLLER_LISTENER, BrokerLogin.PLAIN + ".sasl.jaas.config"),
        controller.plainListener(),
        "sasl.mechanism.controller.protocol",
        BrokerLogin.PLAIN);
  }

  private static Map<String, String> rights(BrokerLogin own, BrokerLogin controller) {
    return Map.of(
        "authorizer.class.name",
        StandardAuthorizer.class.getName(),
        "allow.everyone.if.no.acl.found",
        "false",
        "super.users",
        "User:" + own.username() + ";User:" + controller.username());
  }

  private static String ofListener(String listener, String setting) {
    return ("listener.name." + listener + "." + setting).toLowerCase(Locale.ROOT);
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
        // With the default of a week, a gateway that was off for longer would publish old feedback
        // again.
        "offsets.retention.minutes", "525600");
  }

  private static Map<String, String> smallFootprint() {
    return Map.of(
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.num.partitions", "4",
        "num.network.threads", "2",
        "num.io.threads", "4",
        // Allocated from the gateway's heap at start; the broker's default is 128 MiB.
        "log.cleaner.dedupe.buffer.size", "16777216");
  }
}
