package io.leadloop.access;

import io.leadloop.provider.DirectoryConfig;
import io.leadloop.store.Remembered;
import io.leadloop.vault.ApiKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * {@link AdministratorKeys}' answers, remembered for a moment: a revoked key is noticed within
 * {@code leadloop.directory.noticed-within}. The key of the configuration needs no database.
 */
@Singleton
class AdministratorDirectory {
  private static final String BOOTSTRAP = "bootstrap";

  private final Optional<ApiKey> bootstrapKey;
  private final Remembered<ApiKey, Optional<String>> names;

  AdministratorDirectory(AdministratorKeys keys, AdminConfig config, DirectoryConfig directory) {
    this.bootstrapKey = config.bootstrapKey().map(AdministratorDirectory::parse);
    this.names = new Remembered<>(keys::authenticate, directory.noticedWithin());
  }

  /** The name of whoever has that key, if it is a live key at all. */
  Uni<Optional<String>> authenticate(ApiKey key) {
    return bootstrapKey.filter(key::equals).isPresent()
        ? Uni.createFrom().item(Optional.of(BOOTSTRAP))
        : names.get(key);
  }

  private static ApiKey parse(String text) {
    return ApiKey.parse(text)
        .filter(key -> key.owner() == ApiKey.Owner.ADMINISTRATOR)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "leadloop.admin.bootstrap-key must be lla_<public id>_<secret>, in lower-case"
                        + " letters and digits"));
  }
}
