package io.leadloop.faults;

import io.leadloop.testing.KafkaLogin;
import java.util.List;
import java.util.Map;

/** An installation's Kafka, and the network between it and its clients. */
public interface Brokers extends AutoCloseable {
  /** The settings that make a gateway use it through the network. */
  Map<String, String> settings();

  /** Where faults of the network are made, one for each broker. */
  List<Proxy> network();

  /** The gateway's own account, for a client of Kafka's. */
  default Map<String, Object> login() {
    return KafkaLogin.of(settings());
  }

  @Override
  void close();
}
