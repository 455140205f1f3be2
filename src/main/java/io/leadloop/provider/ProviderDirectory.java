package io.leadloop.provider;

import io.leadloop.customer.CustomerId;
import io.leadloop.store.Remembered;
import io.leadloop.vault.ApiKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * {@link Providers}' answers to what every request asks, remembered for a moment: a revoked key, or
 * a grant that was taken back, is noticed within {@code leadloop.directory.noticed-within}.
 */
@Singleton
public class ProviderDirectory {
  private final Remembered<ApiKey, Optional<Provider>> keys;
  private final Remembered<Grant, Optional<CustomerId>> grants;

  ProviderDirectory(Providers providers, DirectoryConfig config) {
    Duration noticedWithin = config.noticedWithin();
    this.keys = new Remembered<>(providers::authenticate, noticedWithin);
    this.grants =
        new Remembered<>(g -> providers.granted(g.provider(), g.customerSlug()), noticedWithin);
  }

  /** As {@link Providers#authenticate}. */
  public Uni<Optional<Provider>> authenticate(ApiKey key) {
    return keys.get(key);
  }

  /** As {@link Providers#granted}. */
  public Uni<Optional<CustomerId>> granted(ProviderId provider, String customerSlug) {
    return grants.get(new Grant(provider, customerSlug));
  }

  private record Grant(ProviderId provider, String customerSlug) {}
}
