package io.leadloop.access.key;

import io.leadloop.provider.DirectoryConfig;
import io.leadloop.store.TtlCache;
import io.leadloop.vault.ApiKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Administrators' keys, cached by public id for a moment, as {@link
 * io.leadloop.provider.ProviderDirectory} caches providers'. The configured key needs no database.
 */
@Singleton
public class AdministratorDirectory {
  private static final String BOOTSTRAP = "bootstrap";

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

  /** The name of the administrator whose key this is, if it is live; its use is noted. */
  public Uni<Optional<String>> authenticate(ApiKey key) {
    if (isConfigured(key)) {
      return Uni.createFrom().item(Optional.of(BOOTSTRAP));
    }
    return keys.get(key.publicId())
        .map(found -> found.filter(k -> k.admits(key, clock.instant())))
        .invoke(found -> found.ifPresent(administrators::noteUse))
        .map(found -> found.map(AdministratorKey::name));
  }

  /** Whether it is the configured key, which ends with the process only. */
  public boolean isConfigured(ApiKey key) {
    return bootstrapKey.filter(key::equals).isPresent();
  }
}
