package io.leadloop.api;

import java.util.List;
import java.util.Optional;

/**
 * The owner of a key, and how to read its topic, without secrets.
 *
 * @param provider the provider's slug
 * @param key the caller's key, with its secret masked
 * @param customers the slugs of the customers it may send to
 */
public record ProviderView(
    String provider, String name, String key, List<String> customers, Kafka kafka) {

  /**
   * @param certificateAuthority the certificates that verify the brokers, as PEM; empty for public
   *     authorities
   * @param topic the topic of the provider's events
   * @param groupPrefix the required prefix of its consumer groups
   */
  public record Kafka(
      String bootstrapServers,
      String securityProtocol,
      Optional<String> certificateAuthority,
      String topic,
      String groupPrefix) {}
}
