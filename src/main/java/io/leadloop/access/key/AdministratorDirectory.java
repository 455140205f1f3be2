package io.leadloop.access.key;

import io.leadloop.provider.DirectoryConfig;
import io.leadloop.store.TtlCache;
import io.leadloop.vault.ApiKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Short-lived cache of administrators' keys by public id, like {@link
 * io.leadloop.provider.ProviderDirectory}. The configured key needs no database.
 */
@Singleton
public class AdministratorDirectory {
  private static final Administrator BOOTSTRAP =
      new Administrator("bootstrap", AdministratorRole.ADMIN);

  private final AdministratorKeys administrators;
  private final Optional<ApiKey> bootstrapKey;
  private final Clock clock;
  private final TtlCache<String, Optional<AdministratorKey>> keys;

  AdministratorDirectory(
      AdministratorKeys administrators,
      AdminConfig config,
      DirectoryConfig directory,
      Clock clock) {
    this.administrators = administrators;
    this.bootstrapKey = config.bootstrapKey().map(BootstrapKey::parse);
    this.clock = clock;
    this.keys = new TtlCache<>(administrators::findKey, directory.noticedWithin());
  }

  /** Makes a change that was stored before effective on this replica. */
  public void refresh() {
    keys.forgetAll();
  }

  /** The administrator that owns the key, if the key is live; records the use. */
  public Uni<Optional<Administrator>> authenticate(ApiKey key) {
    if (isConfigured(key)) {
      return Uni.createFrom().item(Optional.of(BOOTSTRAP));
    }
    return keys.get(key.publicId())
        .map(found -> found.filter(k -> k.admits(key, clock.instant())))
        .invoke(found -> found.ifPresent(administrators::recordUse))
        .map(found -> found.map(AdministratorKey::holder));
  }

  /**
   * The administrator who signed in with a key, while it is live.
   *
   * @param secretSha256 the hash of the key's secret at the time
   */
  public Uni<Optional<Administrator>> holder(String publicId, byte[] secretSha256) {
    boolean isConfigured =
        bootstrapKey
            .filter(key -> key.publicId().equals(publicId) && key.matches(secretSha256))
            .isPresent();
    return isConfigured
        ? Uni.createFrom().item(Optional.of(BOOTSTRAP))
        : keys.get(publicId)
            .map(found -> found.filter(k -> k.admits(secretSha256, clock.instant())))
            .map(found -> found.map(AdministratorKey::holder));
  }

  /** Whether it is the configured key, which stays valid while the process runs. */
  public boolean isConfigured(ApiKey key) {
    return bootstrapKey.filter(key::equals).isPresent();
  }
}
