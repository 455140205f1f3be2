package io.leadloop.access;

import io.leadloop.vault.ApiKey;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings administrators in by keys, {@code lla_…}, and recognises them. */
@ApplicationScoped
public class AdministratorKeys {
  private final AdministratorKeyRepository keys;
  private final Clock clock;

  AdministratorKeys(AdministratorKeyRepository keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * One more key. It can be read from this answer only.
   *
   * @param name whose it is, for people
   * @param expiresAt null for never
   */
  @WithTransaction
  public Uni<ApiKey> issue(String name, Instant expiresAt) {
    ApiKey key = ApiKey.generate(ApiKey.Owner.ADMINISTRATOR);
    return keys.persist(new AdministratorKey(name, key, expiresAt)).replaceWith(key);
  }

  /** The key is refused from now on; whether there was one to revoke. */
  @WithTransaction
  public Uni<Boolean> revoke(String publicId) {
    return keys.findByPublicId(publicId)
        .map(Optional::ofNullable)
        .invoke(found -> found.ifPresent(key -> key.revoke(clock.instant())))
        .map(Optional::isPresent);
  }

  /** All keys that were not revoked. */
  @WithSession
  public Uni<List<AdministratorKey>> list() {
    return keys.notRevoked();
  }

  /** The name of whoever has that key, if it is a live key at all; its use is noted. */
  @WithTransaction
  public Uni<Optional<String>> authenticate(ApiKey key) {
    return keys.findByPublicId(key.publicId())
        .map(Optional::ofNullable)
        .map(found -> found.filter(k -> k.admits(key, clock.instant())))
        .invoke(found -> found.ifPresent(k -> k.use(clock.instant())))
        .map(found -> found.map(AdministratorKey::name));
  }
}
