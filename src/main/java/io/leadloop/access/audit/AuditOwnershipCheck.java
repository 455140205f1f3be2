package io.leadloop.access.audit;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Warns at start if the gateway's database role can modify the audit. */
@ApplicationScoped
class AuditOwnershipCheck {
  private static final Logger LOG = Logger.getLogger(AuditOwnershipCheck.class);
  private static final String POWER =
      """
      select current_user::text as role, r.rolsuper as superuser,
        pg_has_role(current_user, c.relowner, 'usage') as owner
      from pg_roles r, pg_class c
      where r.rolname = current_user and c.oid = 'audit_entry'::regclass
      """;

  private final Pool pool;

  AuditOwnershipCheck(Pool pool) {
    this.pool = pool;
  }

  void start(@Observes StartupEvent started) {
    pool.query(POWER)
        .execute()
        .subscribe()
        .with(
            rows -> rows.forEach(AuditOwnershipCheck::warn),
            e -> LOG.debugf("cannot determine the owner of the audit cause=%s", e));
  }

  private static void warn(Row role) {
    if (role.getBoolean("superuser") || role.getBoolean("owner")) {
      LOG.warnf(
          "the database role of the gateway %s, so it can change the audit: migrate as another"
              + " role (quarkus.flyway.username) role=%s",
          role.getBoolean("superuser") ? "is a superuser" : "owns the tables",
          role.getString("role"));
    }
  }
}
