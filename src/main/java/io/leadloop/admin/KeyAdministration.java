package io.leadloop.admin;

import io.leadloop.access.audit.Audit;
import io.leadloop.access.key.AdministratorKey;
import io.leadloop.access.key.AdministratorKeys;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Manages the administrators' own keys; each change is audited. */
@ApplicationScoped
public class KeyAdministration {
  private final AdministratorKeys keys;
  private final Audit audit;
  private final Clock clock;

  KeyAdministration(AdministratorKeys keys, Audit audit, Clock clock) {
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
  }

  @WithTransaction
  Uni<KeyView> issue(NewAdministrator asked) {
    return keys.issue(asked.name(), asked.expiresAt())
        .map(
            key ->
                new KeyView(
                    key.publicId(),
                    asked.name(),
                    clock.instant(),
                    asked.expiresAt(),
                    null,
                    key.reveal()))
        .call(view -> audit.record("administrator.key.create", subject(view.id()), null, asked));
  }

  /** Fails with {@code not-found}. */
  @WithTransaction
  public Uni<Void> revoke(String publicId) {
    return keys.revoke(publicId)
        .invoke(
            found -> {
              if (!found) {
                throw Problems.notFound("key");
              }
            })
        .chain(() -> audit.record("administrator.key.revoke", subject(publicId), null, null));
  }

  public Uni<List<KeyView>> list() {
    return keys.list().map(found -> found.stream().map(KeyAdministration::view).toList());
  }

  private static KeyView view(AdministratorKey key) {
    return new KeyView(
        key.publicId(),
        key.name(),
        key.createdAt(),
        key.expiresAt().orElse(null),
        key.lastUsedAt().orElse(null),
        null);
  }

  private static String subject(String publicId) {
    return "keys/" + publicId;
  }
}
