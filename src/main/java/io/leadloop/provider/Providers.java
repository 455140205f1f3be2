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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Manages providers with their keys and grants, and authenticates keys. */
@ApplicationScoped
public class Providers {
  private static final Logger LOG = Logger.getLogger(Providers.class);
  private static final String USED =
      """
      update provider_key set last_used_at = now()
      where public_id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')
      """;
  private static final String GRANT_VERSION = "select version from grant_version";
  private static final String LIVE =
      """
      select k.public_id, k.secret_sha256 from provider_key k
      join provider p on p.id = k.provider_id
      where k.revoked_at is null and (k.expires_at is null or k.expires_at > $1)
        and p.disabled_at is null
      """;
  private static final String LIVE_OF_THESE = LIVE + "and k.public_id = any($2)";
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  private final ProviderRepository providers;
  private final ProviderKeyRepository keys;
  private final CustomerGrantRepository grants;
  private final ProviderFormRepository forms;
  private final KafkaPasswords kafkaPasswords;
  private final NewKeys newKeys;
  private final Pool pool;
  private final Clock clock;

  Providers(
      ProviderRepository providers,
      ProviderKeyRepository keys,
      CustomerGrantRepository grants,
      ProviderFormRepository forms,
      KafkaPasswords kafkaPasswords,
      NewKeys newKeys,
      Pool pool,
      Clock clock) {
    this.providers = providers;
    this.keys = keys;
    this.grants = grants;
    this.forms = forms;
    this.kafkaPasswords = kafkaPasswords;
    this.newKeys = newKeys;
    this.pool = pool;
    this.clock = clock;
  }

  /** Creates a provider without key or grant. Fails if the slug is taken. */
  @WithTransaction
  public Uni<Provider> onboard(String slug, String name) {
    return onboard(slug, name, Optional.empty());
  }

  /** Creates a provider whose Kafka account has this password. */
  @WithTransaction
  public Uni<Provider> onboard(String slug, String name, Optional<String> kafkaPassword) {
    ProviderId id = new ProviderId(IDS.generate());
    Provider provider = new Provider(id, slug, name);
    kafkaPassword.ifPresent(p -> provider.setKafkaPassword(kafkaPasswords.seal(id, p)));
    return providers.persistAndFlush(provider);
  }

  /**
   * Issues a key that never expires. This result is the only place where the secret can be read.
   */
  @WithTransaction
  public Uni<ApiKey> issueKey(Provider provider) {
    return issueKey(provider, null, null);
  }

  /** Issues a key with an optional label and expiry; both may be null. */
  @WithTransaction
  public Uni<ApiKey> issueKey(Provider provider, String name, Instant expiresAt) {
    ApiKey key = ApiKey.generate(ApiKey.Owner.PROVIDER);
    newKeys.add(key);
    return keys.persist(new ProviderKey(provider, key, name, expiresAt)).replaceWith(key);
  }

  /** Revokes a key; false if the provider has no key with this public id. */
  @WithTransaction
  public Uni<Boolean> revokeKey(Provider provider, String publicId) {
    return keys.findByPublicId(publicId)
        .map(Optional::ofNullable)
        .map(found -> found.filter(key -> key.provider().id().equals(provider.id())))
        .invoke(found -> found.ifPresent(key -> key.revoke(clock.instant())))
        .map(Optional::isPresent);
  }

  /** The provider's keys that are not revoked, oldest first. */
  @WithSession
  public Uni<List<ProviderKey>> keys(Provider provider) {
    return keys.notRevoked(provider);
  }

  /**
   * Changes the fields that are not null.
   *
   * @param disabled whether the provider's keys are rejected
   * @param leadsPerMinute the provider's own limit; {@code burst} likewise
   */
  @WithTransaction
  public Uni<Provider> change(
      ProviderId id, String name, Boolean disabled, Integer leadsPerMinute, Integer burst) {
    return providers
        .locked(id.value())
        .invoke(provider -> provider.change(name, leadsPerMinute, burst))
        .invoke(
            provider -> {
              if (disabled != null) {
                provider.disable(disabled ? clock.instant() : null);
              }
            })
        .call(providers::flush);
  }

  /** Disables the provider, revokes its keys, and withdraws its grants and forms. */
  @WithTransaction
  public Uni<Void> archive(ProviderId id) {
    Instant now = clock.instant();
    return providers
        .locked(id.value())
        .invoke(provider -> provider.archive(now))
        .chain(keys::notRevoked)
        .invoke(live -> live.forEach(key -> key.revoke(now)))
        .chain(() -> providers.flush())
        .chain(() -> grants.withdrawAll(id))
        .chain(() -> forms.removeAll(id));
  }

  /** Withdraws all grants and forms of a customer. */
  @WithTransaction
  public Uni<Void> withdrawAll(CustomerId customer) {
    return grants.withdrawAll(customer).chain(() -> forms.removeAll(customer));
  }

  /** Lets the provider send leads to the customer; idempotent. */
  @WithTransaction
  public Uni<Void> grant(ProviderId provider, CustomerId customer) {
    return grants.grant(provider, customer);
  }

  /** Withdraws the grant; leads that were already accepted are still forwarded. */
  @WithTransaction
  public Uni<Void> withdraw(ProviderId provider, CustomerId customer) {
    return grants.withdraw(provider, customer);
  }

  /** The provider that owns this key, if the key is live. */
  @WithSession
  public Uni<Optional<Provider>> authenticate(ApiKey key) {
    return findKey(key.publicId())
        .map(found -> found.filter(k -> k.admits(key, clock.instant())).map(ProviderKey::provider));
  }

  /** The stored key with its provider. */
  @WithSession
  Uni<Optional<ProviderKey>> findKey(String publicId) {
    return keys.findByPublicId(publicId).map(Optional::ofNullable);
  }

  /** Records the use of a key, accurate to a minute. Fire and forget. */
  void recordUse(ProviderKey key) {
    if (key.recordUse(clock.instant())) {
      pool.preparedQuery(USED)
          .execute(Tuple.of(key.publicId()))
          .subscribe()
          .with(done -> {}, e -> LOG.debugf("key use not recorded cause=%s", e.toString()));
    }
  }

  /** The SHA-256 of each live key's secret, by public id. Thread-safe. */
  public Uni<Map<String, byte[]>> liveSecrets() {
    return pool.preparedQuery(LIVE).execute(Tuple.of(now())).map(LiveSecrets::of);
  }

  /** The subset of these public ids whose keys are still live. Thread-safe. */
  public Uni<Set<String>> stillLive(Set<String> publicIds) {
    return pool.preparedQuery(LIVE_OF_THESE)
        .execute(Tuple.of(now(), publicIds.toArray(String[]::new)))
        .map(rows -> LiveSecrets.of(rows).keySet());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** The customer with this slug, if it exists and the provider may send to it. */
  @WithSession
  public Uni<Optional<GrantedCustomer>> granted(ProviderId provider, String customerSlug) {
    return grants.findGranted(provider, customerSlug).map(Optional::ofNullable);
  }

  /** A number that changes with the grants and the names of their customers. */
  Uni<Long> grantVersion() {
    return pool.query(GRANT_VERSION)
        .execute()
        .map(rows -> rows.iterator().next().getLong("version"));
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

  @WithSession
  Uni<Optional<Provider>> find(ProviderId id) {
    return providers.findById(id.value()).map(Optional::ofNullable);
  }

  /** Ordered by slug, starting after the given slug. */
  @WithSession
  public Uni<List<Provider>> list(String after, int limit) {
    return providers.after(after, limit);
  }

  /** The same of those that are archived, or of the others. */
  @WithSession
  public Uni<List<Provider>> list(String after, int limit, boolean isArchived) {
    return providers.after(after, limit, isArchived);
  }

  /** The slugs of all providers. Thread-safe. */
  public Uni<List<String>> slugs() {
    return pool.query("select slug from provider order by slug")
        .execute()
        .map(rows -> Batch.list(rows, row -> row.getString("slug")));
  }
}
