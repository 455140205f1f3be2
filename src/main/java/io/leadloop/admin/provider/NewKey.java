package io.leadloop.admin.provider;

import io.leadloop.admin.Expiry;
import io.leadloop.store.Storable;
import java.time.Instant;

/**
 * The request for a provider's key.
 *
 * @param name a label, for people
 * @param expiresAt null for never
 */
public record NewKey(@Storable(max = 100) String name, @Expiry Instant expiresAt) {
  static final NewKey ANY = new NewKey(null, null);
}
