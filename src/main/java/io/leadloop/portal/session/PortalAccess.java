package io.leadloop.portal.session;

import io.leadloop.customer.CustomerId;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderId;
import io.leadloop.vault.ApiKey;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose portal a session or a link opens, and what it depends on. One of provider and customer is
 * there.
 *
 * @param key the public id of the key that has to stay live; empty if an administrator gave the
 *     access
 * @param by that key, masked, or the administrator
 */
record PortalAccess(
    Optional<ProviderId> provider, Optional<CustomerId> customer, Optional<String> key, String by) {
  static PortalAccess byKey(Provider provider, String publicId) {
    return new PortalAccess(
        Optional.of(provider.id()),
        Optional.empty(),
        Optional.of(publicId),
        ApiKey.Owner.PROVIDER.masked(publicId));
  }

  static PortalAccess toProvider(ProviderId provider, String actor) {
    return new PortalAccess(Optional.of(provider), Optional.empty(), Optional.empty(), actor);
  }

  static PortalAccess toCustomer(CustomerId customer, String actor) {
    return new PortalAccess(Optional.empty(), Optional.of(customer), Optional.empty(), actor);
  }

  /**
   * @param by the column that has it
   */
  static PortalAccess of(Row row, String by) {
    return new PortalAccess(
        Optional.ofNullable(row.getUUID("provider_id")).map(ProviderId::new),
        Optional.ofNullable(row.getUUID("customer_id")).map(CustomerId::new),
        Optional.ofNullable(row.getString("key_public_id")),
        row.getString(by));
  }

  UUID providerId() {
    return provider.map(ProviderId::value).orElse(null);
  }

  UUID customerId() {
    return customer.map(CustomerId::value).orElse(null);
  }

  String keyId() {
    return key.orElse(null);
  }
}
