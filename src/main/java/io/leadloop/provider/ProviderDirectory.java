package io.leadloop.provider;

import io.leadloop.store.TtlCache;
import io.leadloop.vault.ApiKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Cache of keys and grants. A revoked key or a withdrawn grant takes effect within {@code
 * leadloop.directory.noticed-within}, on the replica that made the change at once ({@link
 * #refresh}), an expiry at once. Keys are cached by public id, found or not, so that guessing
 * secrets costs one look-up. Grants are read again only when any of them has changed: with many
 * customers, each lead would find its grant out of date.
 */
@Singleton
public class ProviderDirectory {
  /** Unused grants are forgotten, and all of them are checked against a bug of the version. */
  private static final Duration GRANTS_KEPT = Duration.ofMinutes(10);

  private static final int MOST_GRANTS = 30_000;

  private final Providers providers;
  private final Clock clock;
  private final TtlCache<String, Optional<ProviderKey>> keys;
  private final TtlCache<ProviderId, Optional<Provider>> byId;
  private final TtlCache<Class<?>, Long> grantVersion;
  private final TtlCache<Grant, Optional<GrantedCustomer>> grants;

  ProviderDirectory(Providers providers, DirectoryConfig config, Clock clock) {
    Duration noticedWithin = config.noticedWithin();
    this.providers = providers;
    this.clock = clock;
    this.keys = new TtlCache<>(providers::findKey, noticedWithin);
    this.byId = new TtlCache<>(providers::find, noticedWithin);
    this.grantVersion = new TtlCache<>(version -> providers.grantVersion(), noticedWithin);
    this.grants =
        new TtlCache<>(
            g -> providers.granted(g.provider(), g.customerSlug()), GRANTS_KEPT, MOST_GRANTS);
  }

  /** Makes a change that was stored before effective on this replica. */
  public void refresh() {
    keys.forgetAll();
    byId.forgetAll();
    grantVersion.forgetAll();
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
    return grantVersion
        .get(Grant.class)
        .chain(version -> grants.get(new Grant(provider, customerSlug, version)));
  }

  /** Whether the form's provider may send to the form's customer; cached as the grant is. */
  public Uni<Boolean> isGranted(ProviderForm form) {
    return granted(form.provider().id(), form.customer().slug()).map(Optional::isPresent);
  }

  /**
   * A grant as it was read.
   *
   * @param version before it was read; it may be newer and never older
   */
  private record Grant(ProviderId provider, String customerSlug, long version) {}
}
