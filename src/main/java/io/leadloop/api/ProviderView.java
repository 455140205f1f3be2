package io.leadloop.api;

import java.util.List;

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
   * @param topic the topic of the provider's events
   * @param groupPrefix the required prefix of its consumer groups
   */
  public record Kafka(
      String bootstrapServers, String securityProtocol, String topic, String groupPrefix) {}
}
