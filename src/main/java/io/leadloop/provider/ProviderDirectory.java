package io.leadloop.provider;

import io.leadloop.customer.CustomerId;
import io.leadloop.store.TtlCache;
import io.leadloop.vault.ApiKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Keys and grants, cached for a moment: a revoked key, or a grant that was withdrawn, is noticed
 * within {@code leadloop.directory.noticed-within}; an expiry at once. A key is cached by its
 * public id, found or not, so that no number of guessed secrets costs more than one look-up.
 */
@Singleton
public class ProviderDirectory {
  private final Providers providers;
  private final Clock clock;
  private final TtlCache<String, Optional<ProviderKey>> keys;
  private final TtlCache<Grant, Optional<CustomerId>> grants;

  ProviderDirectory(Providers providers, DirectoryConfig config, Clock clock) {
    Duration noticedWithin = config.noticedWithin();
    this.providers = providers;
    this.clock = clock;
    this.keys = new TtlCache<>(providers::findKey, noticedWithin);
    this.grants =
        new TtlCache<>(g -> providers.granted(g.provider(), g.customerSlug()), noticedWithin);
  }

  /** Whose key this is, if it is live; its use is noted. */
  public Uni<Optional<Provider>> authenticate(ApiKey key) {
    return keys.get(key.publicId())
        .map(found -> found.filter(k -> k.admits(key, clock.instant())))
        .invoke(found -> found.ifPresent(providers::noteUse))
        .map(found -> found.map(ProviderKey::provider));
  }

  /** As {@link Providers#granted}. */
  public Uni<Optional<CustomerId>> granted(ProviderId provider, String customerSlug) {
    return grants.get(new Grant(provider, customerSlug));
  }

  private record Grant(ProviderId provider, String customerSlug) {}
}
