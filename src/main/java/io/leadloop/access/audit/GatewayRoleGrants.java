package io.leadloop.access.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * After each migration, grants the gateway's role what it lacks and revokes what it has in excess.
 * It uses partitions through their tables only, so on partitions it has no rights. Does nothing if
 * that role itself migrates, since an owner's rights cannot be limited.
 */
public final class GatewayRoleGrants implements Callback {
  private static final String ROLE = "select set_config('leadloop.gateway_role', ?, false)";

  /** Serializes replicas that start together, since PostgreSQL rejects concurrent grants. */
  private static final String GRANT =
      """
      do $$
      declare
        gateway constant name := current_setting('leadloop.gateway_role');
        target record;
      begin
        if gateway = current_user then
          return;
        end if;
        perform pg_advisory_xact_lock(hashtext('leadloop.gateway_role'));
        if not has_schema_privilege(gateway, current_schema(), 'usage') then
          execute format('grant usage on schema %I to %I', current_schema(), gateway);
        end if;
        for target in
          select c.oid::regclass as name, case
              when c.relispartition then '{}'
              when c.relkind = 'v' or c.relname = 'flyway_schema_history' then '{select}'
              when c.relname = 'audit_entry' then '{select,insert}'
              else '{select,insert,update,delete}' end::text[] as wanted,
            array(select right_ from unnest('{select,insert,update,delete,truncate,trigger}'::text[])
                  as right_ where has_table_privilege(gateway, c.oid, right_)) as present
          from pg_class c
          where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v')
            and c.relowner = current_user::regrole
        loop
          if target.present <> target.wanted then
            execute format('revoke all on %s from %I', target.name, gateway);
            if target.wanted <> '{}' then
              execute format('grant %s on %s to %I',
                array_to_string(target.wanted, ', '), target.name, gateway);
            end if;
          end if;
        end loop;
      end $$
      """;

  /** Sequences that number rows by default, and functions that run as their owner. */
  private static final String GRANT_USE =
      """
      do $$
      declare
        gateway constant name := current_setting('leadloop.gateway_role');
        target text;
      begin
        if gateway = current_user then
          return;
        end if;
        perform pg_advisory_xact_lock(hashtext('leadloop.gateway_role'));
        for target in
          select format('usage on sequence %s', c.oid::regclass) from pg_class c
          where c.relnamespace = current_schema()::regnamespace
            and c.relowner = current_user::regrole
            and case when c.relkind = 'S' then
              not has_sequence_privilege(gateway, c.oid, 'usage') end
          union all
          select format('execute on function %s', p.oid::regprocedure) from pg_proc p
          where p.pronamespace = current_schema()::regnamespace and p.prosecdef
            and p.proowner = current_user::regrole
            and not has_function_privilege(gateway, p.oid, 'execute')
        loop
          execute format('grant %s to %I', target, gateway);
        end loop;
      end $$
      """;

  private final String role;

  GatewayRoleGrants(String role) {
    this.role = role;
  }

  @Override
  public String getCallbackName() {
    return "grants of the gateway's role";
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      grant(context.getConnection(), role);
    } catch (SQLException e) {
      throw new FlywayException("Cannot grant the rights of the role " + role, e);
    }
  }

  /**
   * Does the same where nothing is migrated.
   *
   * @param connection of the role that owns the tables
   * @param role the gateway's
   */
  public static void grant(Connection connection, String role) throws SQLException {
    try (PreparedStatement setting = connection.prepareStatement(ROLE);
        Statement grant = connection.createStatement()) {
      setting.setString(1, role);
      setting.execute();
      grant.execute(GRANT);
      grant.execute(GRANT_USE);
    }
  }
}
