package io.leadloop.admin.access;

import io.leadloop.access.audit.Audit;
import io.leadloop.access.key.AdministratorKeys;
import io.leadloop.admin.Problems;
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
  public Uni<AdministratorKeyView> issue(NewAdministrator asked) {
    return keys.issue(asked.holder(), asked.expiresAt())
        .map(
            key ->
                new AdministratorKeyView(
                    key.publicId(),
                    asked.name(),
                    asked.roleOrUsual(),
                    clock.instant(),
                    asked.expiresAt(),
                    null,
                    key.reveal()))
        .call(
            view ->
                audit.record(
                    "administrator.key.create",
                    subject(view.id()),
                    null,
                    new NewAdministrator(view.name(), view.role().wireName(), view.expiresAt())));
  }

  /** Fails with {@code not-found}. */
  @WithTransaction
  public Uni<Void> revoke(String publicId) {
    return keys.revoke(publicId)
        .map(found -> found.orElseThrow(() -> Problems.notFound("key")))
        .map(AdministratorKeyView::of)
        .chain(before -> audit.record("administrator.key.revoke", subject(publicId), before, null));
  }

  public Uni<List<AdministratorKeyView>> list() {
    return keys.list().map(found -> found.stream().map(AdministratorKeyView::of).toList());
  }

  private static String subject(String publicId) {
    return "keys/" + publicId;
  }
}
