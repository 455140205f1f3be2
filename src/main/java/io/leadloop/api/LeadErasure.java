package io.leadloop.api;

import io.leadloop.access.audit.Audit;
import io.leadloop.lead.LeadId;
import io.leadloop.retention.Erasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Erases a lead on its provider's request and records that in the audit log. */
@ApplicationScoped
class LeadErasure {
  private final Erasure erasure;
  private final Audit audit;
  private final Pool pool;

  LeadErasure(Erasure erasure, Audit audit, Pool pool) {
    this.erasure = erasure;
    this.audit = audit;
    this.pool = pool;
  }

  /** Fails like {@link Erasure#erase}. */
  Uni<Void> erase(LeadId lead) {
    return pool.withTransaction(
        tx ->
            erasure
                .erase(tx, lead)
                .chain(() -> audit.record(tx, "lead.erase", "leads/" + lead, null, null)));
  }
}
