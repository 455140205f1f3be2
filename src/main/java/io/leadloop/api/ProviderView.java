package io.leadloop.api;

import java.util.List;

/**
 * Who a key belongs to, and how its topic is read. Never a secret.
 *
 * @param provider the provider's slug
 * @param key the key that was shown, its secret masked
 * @param customers the slugs of the customers that it may send to
 */
public record ProviderView(
    String provider, String name, String key, List<String> customers, Kafka kafka) {

  /**
   * @param topic where the provider's events are
   * @param groupPrefix how the names of its consumer groups begin
   */
  public record Kafka(
      String bootstrapServers, String securityProtocol, String topic, String groupPrefix) {}
}
