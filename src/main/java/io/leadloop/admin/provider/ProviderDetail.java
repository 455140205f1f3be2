package io.leadloop.admin.provider;

import io.leadloop.admin.KeyView;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderKey;
import java.time.Instant;
import java.util.List;

/**
 * A provider as administrators see it.
 *
 * @param topic the topic of its events
 * @param customers slugs of the granted customers
 * @param leadsPerMinute null for the gateway's default
 * @param burst null for the gateway's default
 * @param keys keys that are not revoked
 * @param archivedAt since when the work with it has ended; null if it has not
 */
public record ProviderDetail(
    String slug,
    String name,
    boolean disabled,
    String topic,
    List<String> customers,
    Integer leadsPerMinute,
    Integer burst,
    List<KeyView> keys,
    Instant archivedAt,
    Instant createdAt,
    Instant updatedAt) {

  static ProviderDetail of(Provider provider, List<String> customers, List<ProviderKey> keys) {
    return new ProviderDetail(
        provider.slug(),
        provider.name(),
        provider.disabled(),
        provider.topic(),
        customers,
        boxed(provider.leadsPerMinute()),
        boxed(provider.burst()),
        keys.stream().map(ProviderDetail::keyView).toList(),
        provider.archivedAt().orElse(null),
        provider.createdAt(),
        provider.updatedAt());
  }

  private static KeyView keyView(ProviderKey key) {
    return new KeyView(
        key.publicId(),
        key.name().orElse(null),
        key.createdAt(),
        key.expiresAt().orElse(null),
        key.lastUsedAt().orElse(null),
        null);
  }

  private static Integer boxed(java.util.OptionalInt limit) {
    return limit.isPresent() ? limit.getAsInt() : null;
  }
}
