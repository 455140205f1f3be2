package io.leadloop.embedded;

import io.leadloop.testing.tls.TestAuthority;
import io.leadloop.testing.tls.TestCertificate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * The embedded broker with {@code SASL_SSL} for its clients, SCRAM and ACLs as the embedded one
 * has.
 */
public final class TlsBroker implements AutoCloseable {
  private final Path data;
  private final int port;
  private final BrokerLogin login = new BrokerLogin("leadloop", PasswordFile.random());
  private KafkaRaftServer server;

  /** Formats its data; starts nothing. */
  public TlsBroker(Path data) throws Exception {
    this.data = data;
    this.port = LoopbackPort.free();
    EmbeddedKafka.formatOnce(data, login);
  }

  /** Starts it on the same port as before, with this certificate. */
  public void start(TestAuthority authority, TestCertificate certificate) {
    OwnSaslServers.register();
    Path key = data.resolve("broker.pem");
    TestCertificate.replace(key, certificate.key() + certificate.certificate());
    TestCertificate.replace(authorityFile(), authority.pem());
    BrokerLogin controller = new BrokerLogin("controller", PasswordFile.random());
    BrokerPorts ports = new BrokerPorts(port, port, freePort());
    Map<String, String> properties =
        new HashMap<>(BrokerProperties.of(data, ports, login, controller));
    properties.put("listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:SASL_PLAINTEXT");
    properties.put("ssl.keystore.type", "PEM");
    properties.put("ssl.keystore.location", key.toString());
    properties.put("ssl.truststore.type", "PEM");
    properties.put("ssl.truststore.location", authorityFile().toString());
    server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    server.startup();
  }

  private int freePort() {
    int other = LoopbackPort.free();
    return other == port ? freePort() : other;
  }

  private Path authorityFile() {
    return data.resolve("authority.pem");
  }

  /**
   * The settings of the gateway.
   *
   * @param host by which it reaches the broker first; the broker names itself localhost
   * @param authority the file of the trusted authority
   */
  public Map<String, String> settings(String host, Path authority) {
    return Map.of(
        "kafka.bootstrap.servers",
        host + ":" + port,
        "kafka.security.protocol",
        "SASL_SSL",
        "kafka.sasl.mechanism",
        BrokerLogin.PLAIN,
        "kafka.sasl.jaas.config",
        login.client(),
        "kafka.ssl.truststore.type",
        "PEM",
        "kafka.ssl.truststore.location",
        authority.toString());
  }

  /** Stops it and ends all connections. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
