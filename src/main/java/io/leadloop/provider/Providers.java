package io.leadloop.provider;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.customer.CustomerId;
import io.leadloop.store.Batch;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Brings providers in, with their keys and grants, and recognises a key. */
@ApplicationScoped
public class Providers {
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
    return providers.persist(new Provider(new ProviderId(IDS.generate()), slug, name));
  }

  /** One more key of that provider. It can be read from this answer only. */
  @WithTransaction
  public Uni<ApiKey> issueKey(Provider provider) {
    ApiKey key = ApiKey.generate();
    return keys.persist(new ProviderKey(provider, key)).replaceWith(key);
  }

  /** Lets the provider send leads to that customer; granting twice is granting once. */
  @WithTransaction
  public Uni<Void> grant(ProviderId provider, CustomerId customer) {
    return grants
        .find(provider, customer)
        .onItem()
        .ifNull()
        .switchTo(() -> grants.persist(new CustomerGrant(provider, customer)))
        .replaceWithVoid();
  }

  /** Whose key this is, if it is a live key at all. */
  @WithSession
  public Uni<Optional<Provider>> authenticate(ApiKey key) {
    return keys.findByPublicId(key.publicId())
        .map(Optional::ofNullable)
        .map(found -> found.filter(k -> k.admits(key, clock.instant())).map(ProviderKey::provider));
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

  /** The slugs of all providers; may be called from any thread. */
  public Uni<List<String>> slugs() {
    return pool.query("select slug from provider order by slug")
        .execute()
        .map(rows -> Batch.list(rows, row -> row.getString("slug")));
  }
}
