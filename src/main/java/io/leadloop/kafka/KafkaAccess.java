package io.leadloop.kafka;

import java.util.List;
import java.util.Optional;

/**
 * How a provider connects to Kafka and reads its topic.
 *
 * @param username its user there; where the account is made by others, the one that {@code toGrant}
 *     is written for
 * @param password told in this answer and never again; empty where the account is made by others
 * @param securityProtocol in Kafka's words, for example {@code SASL_SSL}
 * @param mechanism of SASL, for example {@code SCRAM-SHA-512}; empty where the account is made by
 *     others
 * @param groupPrefix how the names of its consumer groups begin
 * @param toGrant what whoever makes the account has to allow it; empty where the gateway made it
 */
public record KafkaAccess(
    String bootstrapServers,
    String topic,
    String username,
    Optional<String> password,
    String securityProtocol,
    Optional<String> mechanism,
    String groupPrefix,
    List<KafkaGrant> toGrant) {

  /** Without the password. */
  @Override
  public String toString() {
    return "KafkaAccess[topic=%s, username=%s, password=%s]"
        .formatted(topic, username, password.isPresent() ? "***" : "none");
  }
}
