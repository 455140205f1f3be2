package io.leadloop.access.key;

import io.leadloop.provider.LiveSecrets;
import io.leadloop.provider.NewKeys;
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

/** Issues, revokes and authenticates administrators' keys, {@code lla_…}. */
@ApplicationScoped
public class AdministratorKeys {
  private static final Logger LOG = Logger.getLogger(AdministratorKeys.class);
  private static final String USED =
      """
      update administrator_key set last_used_at = now()
      where public_id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')
      """;
  private static final String LIVE =
      """
      select public_id, secret_sha256 from administrator_key
      where revoked_at is null and (expires_at is null or expires_at > $1)
      """;
  private static final String LIVE_OF_THESE = LIVE + "and public_id = any($2)";

  private final AdministratorKeyRepository keys;
  private final NewKeys newKeys;
  private final Pool pool;
  private final Clock clock;

  AdministratorKeys(AdministratorKeyRepository keys, NewKeys newKeys, Pool pool, Clock clock) {
    this.keys = keys;
    this.newKeys = newKeys;
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * Issues a key. This result is the only place where the secret can be read.
   *
   * @param expiresAt null for never
   */
  @WithTransaction
  public Uni<ApiKey> issue(Administrator holder, Instant expiresAt) {
    ApiKey key = ApiKey.generate(ApiKey.Owner.ADMINISTRATOR);
    newKeys.add(key);
    return keys.persist(new AdministratorKey(holder, key, expiresAt)).replaceWith(key);
  }

  /** Issues a key that may do everything. */
  @WithTransaction
  public Uni<ApiKey> issue(String name, Instant expiresAt) {
    return issue(new Administrator(name, AdministratorRole.ADMIN), expiresAt);
  }

  /** Revokes a key and returns it, if there is one. */
  @WithTransaction
  public Uni<Optional<AdministratorKey>> revoke(String publicId) {
    return keys.findByPublicId(publicId)
        .map(Optional::ofNullable)
        .invoke(found -> found.ifPresent(key -> key.revoke(clock.instant())));
  }

  /** All keys that are not revoked. */
  @WithSession
  public Uni<List<AdministratorKey>> list() {
    return keys.notRevoked();
  }

  /** The key's holder, if the key is live. */
  @WithSession
  public Uni<Optional<Administrator>> authenticate(ApiKey key) {
    return findKey(key.publicId())
        .map(found -> found.filter(k -> k.admits(key, clock.instant())))
        .map(found -> found.map(AdministratorKey::holder));
  }

  /** The stored key. */
  @WithSession
  Uni<Optional<AdministratorKey>> findKey(String publicId) {
    return keys.findByPublicId(publicId).map(Optional::ofNullable);
  }

  /** Records the use of a key, accurate to a minute. Fire and forget. */
  void recordUse(AdministratorKey key) {
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
}
