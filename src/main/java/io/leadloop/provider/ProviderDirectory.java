package io.leadloop.provider;

import io.leadloop.store.TtlCache;
import io.leadloop.vault.ApiKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Short-lived cache of keys and grants. A revoked key or a withdrawn grant takes effect within
 * {@code leadloop.directory.noticed-within}, an expiry at once. Keys are cached by public id, found
 * or not, so that guessing secrets costs one look-up.
 */
@Singleton
public class ProviderDirectory {
  private final Providers providers;
  private final Clock clock;
  private final TtlCache<String, Optional<ProviderKey>> keys;
  private final TtlCache<ProviderId, Optional<Provider>> byId;
  private final TtlCache<Grant, Optional<GrantedCustomer>> grants;

  ProviderDirectory(Providers providers, DirectoryConfig config, Clock clock) {
    Duration noticedWithin = config.noticedWithin();
    this.providers = providers;
    this.clock = clock;
    this.keys = new TtlCache<>(providers::findKey, noticedWithin);
    this.byId = new TtlCache<>(providers::find, noticedWithin);
    this.grants =
        new TtlCache<>(g -> providers.granted(g.provider(), g.customerSlug()), noticedWithin);
  }

  /** The provider that owns this key, if the key is live; records the use. */
  public Uni<Optional<Provider>> authenticate(ApiKey key) {
    return keys.get(key.publicId())
        .map(found -> found.filter(k -> k.admits(key, clock.instant())))
        .invoke(found -> found.ifPresent(providers::recordUse))
        .map(found -> found.map(ProviderKey::provider));
  }

  /** The provider that owns the key with this public id, while the key is live. */
  public Uni<Optional<Provider>> holder(String publicId) {
    return keys.get(publicId)
        .map(found -> found.filter(k -> k.isLive(clock.instant())))
        .map(found -> found.map(ProviderKey::provider));
  }

  /** The provider, unless it is disabled. */
  public Uni<Optional<Provider>> enabled(ProviderId id) {
    return byId.get(id).map(found -> found.filter(provider -> !provider.disabled()));
  }

  /** Cached {@link Providers#granted}. */
  public Uni<Optional<GrantedCustomer>> granted(ProviderId provider, String customerSlug) {
    return grants.get(new Grant(provider, customerSlug));
  }

  /** Whether the form's provider may send to the form's customer; cached as the grant is. */
  public Uni<Boolean> isGranted(ProviderForm form) {
    return granted(form.provider().id(), form.customer().slug()).map(Optional::isPresent);
  }

  private record Grant(ProviderId provider, String customerSlug) {}
}
