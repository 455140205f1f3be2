package io.leadloop.kafka;

import java.util.List;
import java.util.Optional;

/**
 * How a provider connects to Kafka and reads its topic.
 *
 * @param username its Kafka user; for external accounts, the suggested one that {@code toGrant}
 *     refers to
 * @param password returned only once; empty for external accounts
 * @param securityProtocol for example {@code SASL_SSL}
 * @param mechanism the SASL mechanism, for example {@code SCRAM-SHA-512}; empty for external
 *     accounts
 * @param certificateAuthority the certificates that verify the brokers, as PEM; empty for public
 *     authorities
 * @param groupPrefix the prefix of its consumer group names
 * @param toGrant the permissions that an external account needs; empty for managed accounts
 */
public record KafkaAccess(
    String bootstrapServers,
    String topic,
    String username,
    Optional<String> password,
    String securityProtocol,
    Optional<String> mechanism,
    Optional<String> certificateAuthority,
    String groupPrefix,
    List<KafkaGrant> toGrant) {

  /** Without the password. */
  @Override
  public String toString() {
    return "KafkaAccess[topic=%s, username=%s, password=%s]"
        .formatted(topic, username, password.isPresent() ? "***" : "none");
  }
}
