package io.leadloop.provider;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.customer.CustomerId;
import io.leadloop.store.Batch;
import io.leadloop.vault.ApiKey;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Brings providers in, with their keys and grants, and recognises a key. */
@ApplicationScoped
public class Providers {
  private static final Logger LOG = Logger.getLogger(Providers.class);
  private static final String USED =
      """
      update provider_key set last_used_at = now()
      where public_id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')
      """;
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  private final ProviderRepository providers;
  private final ProviderKeyRepository keys;
  private final CustomerGrantRepository grants;
  private final Pool pool;
  private final Clock clock;

  Providers(
      ProviderRepository providers,
      ProviderKeyRepository keys,
      CustomerGrantRepository grants,
      Pool pool,
      Clock clock) {
    this.providers = providers;
    this.keys = keys;
    this.grants = grants;
    this.pool = pool;
    this.clock = clock;
  }

  /** A new provider, without key or grant. Fails when the slug is taken. */
  @WithTransaction
  public Uni<Provider> onboard(String slug, String name) {
    return providers.persistAndFlush(new Provider(new ProviderId(IDS.generate()), slug, name));
  }

  /** One more key of that provider, for ever. It can be read from this answer only. */
  @WithTransaction
  public Uni<ApiKey> issueKey(Provider provider) {
    return issueKey(provider, null, null);
  }

  /** The same with a name, for people, and a time after which it is refused; either may be null. */
  @WithTransaction
  public Uni<ApiKey> issueKey(Provider provider, String name, Instant expiresAt) {
    ApiKey key = ApiKey.generate(ApiKey.Owner.PROVIDER);
    return keys.persist(new ProviderKey(provider, key, name, expiresAt)).replaceWith(key);
  }

  /** The key is refused from now on; whether the provider has one of that public id. */
  @WithTransaction
  public Uni<Boolean> revokeKey(Provider provider, String publicId) {
    return keys.findByPublicId(publicId)
        .map(Optional::ofNullable)
        .map(found -> found.filter(key -> key.provider().id().equals(provider.id())))
        .invoke(found -> found.ifPresent(key -> key.revoke(clock.instant())))
        .map(Optional::isPresent);
  }

  /** The provider's keys that were not revoked, oldest first. */
  @WithSession
  public Uni<List<ProviderKey>> keys(Provider provider) {
    return keys.notRevoked(provider);
  }

  /**
   * Changes what is not null of a provider.
   *
   * @param disabled whether its keys are refused
   * @param leadsPerMinute and burst: its own limits, in leads
   */
  @WithTransaction
  public Uni<Provider> change(
      ProviderId id, String name, Boolean disabled, Integer leadsPerMinute, Integer burst) {
    return providers
        .findById(id.value())
        .invoke(provider -> provider.change(name, leadsPerMinute, burst))
        .invoke(
            provider -> {
              if (disabled != null) {
                provider.disable(disabled ? clock.instant() : null);
              }
            })
        .call(providers::flush);
  }

  /** Lets the provider send leads to that customer; granting twice is granting once. */
  @WithTransaction
  public Uni<Void> grant(ProviderId provider, CustomerId customer) {
    return grants.grant(provider, customer);
  }

  /** Lets the provider no longer send leads to that customer; those that it sent go on. */
  @WithTransaction
  public Uni<Void> withdraw(ProviderId provider, CustomerId customer) {
    return grants.withdraw(provider, customer);
  }

  /** Whose key this is, if it is a live key at all; its use is noted, give or take a minute. */
  @WithSession
  public Uni<Optional<Provider>> authenticate(ApiKey key) {
    return keys.findByPublicId(key.publicId())
        .map(Optional::ofNullable)
        .map(found -> found.filter(k -> k.admits(key, clock.instant())))
        .invoke(found -> found.ifPresent(this::noteUse))
        .map(found -> found.map(ProviderKey::provider));
  }

  /** Nobody waits for it, and where it fails, the next use is noted. */
  private void noteUse(ProviderKey key) {
    if (key.isUseNews(clock.instant())) {
      pool.preparedQuery(USED)
          .execute(Tuple.of(key.publicId()))
          .subscribe()
          .with(done -> {}, e -> LOG.debugf("use not noted cause=%s", e.toString()));
    }
  }

  /** The customer of that slug, if it exists and the provider may send to it. */
  @WithSession
  public Uni<Optional<CustomerId>> granted(ProviderId provider, String customerSlug) {
    return grants.findGranted(provider, customerSlug).map(Optional::ofNullable);
  }

  /** The slugs of the customers that the provider may send to. */
  @WithSession
  public Uni<List<String>> customers(ProviderId provider) {
    return grants.customers(provider);
  }

  @WithSession
  public Uni<Optional<Provider>> find(String slug) {
    return providers.findBySlug(slug).map(Optional::ofNullable);
  }

  /** By slug, from the first after the given one. */
  @WithSession
  public Uni<List<Provider>> list(String after, int limit) {
    return providers.after(after, limit);
  }

  /** The slugs of all providers; may be called from any thread. */
  public Uni<List<String>> slugs() {
    return pool.query("select slug from provider order by slug")
        .execute()
        .map(rows -> Batch.list(rows, row -> row.getString("slug")));
  }
}
