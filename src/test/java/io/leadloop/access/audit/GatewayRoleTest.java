package io.leadloop.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Sql;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rights of the gateway's database role. */
@GatewayTest
class GatewayRoleTest {
  private static final String REFUSED = "permission denied|must be owner|must be superuser";

  @Inject DataSource gateways;
  @Inject Flyway migrations;
  private final String subject = UUID.randomUUID().toString();
  private Connection gateway;

  @BeforeEach
  void writeAnEntry() throws SQLException {
    gateway = gateways.getConnection();
    execute("insert into audit_entry (actor, action, subject) values ('a', 'b', '%s')", subject);
  }

  @AfterEach
  void disconnect() throws SQLException {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set actor = 'somebody else'",
        "delete from audit_entry",
        "truncate audit_entry",
        "alter table audit_entry disable trigger audit_is_append_only",
        "alter table audit_entry disable trigger all",
        "alter table audit_entry owner to leadloop_gateway",
        "alter table audit_entry rename to forgotten",
        "drop trigger audit_is_append_only on audit_entry",
        "drop table audit_entry",
        "delete from audit_entry_default",
        "insert into audit_entry_default (actor, action, subject) values ('x', 'y', 'z')",
        "alter table audit_entry detach partition audit_entry_default",
        "drop table audit_entry_default",
        "select open_month('audit_entry', '2020-01-01')",
        "select setval('audit_entry_position', 1)",
        "alter function drop_next_month(interval) reset search_path",
        "create rule forget as on insert to audit_entry do instead nothing",
        "create trigger forget before insert on audit_entry execute function append_only()",
        "create or replace function append_only() returns trigger language plpgsql as"
            + " $$ begin return new; end $$",
        "create table audit_copy (note text)",
        "create schema another",
        "set role leadloop",
        "set session authorization leadloop",
        "set session_replication_role = replica",
        "grant leadloop to leadloop_gateway",
        "alter role leadloop_gateway superuser",
        "alter role leadloop password 'guessed'",
        "create role another",
        "delete from flyway_schema_history",
        "select * from pg_authid",
        "copy audit_entry to program 'true'",
      })
  void roleCannotChangeTheAuditNorGainTheRight(String statement) throws SQLException {
    assertThatThrownBy(() -> execute(statement))
        .as(statement)
        .isInstanceOf(SQLException.class)
        .hasMessageFindingMatch(REFUSED);
    assertThat(actors()).containsExactly("a");
  }

  @Test
  void selfGrantHasNoEffect() throws SQLException {
    // PostgreSQL only warns.
    execute("grant update, delete, truncate on audit_entry to leadloop_gateway");
    for (String statement : List.of("update audit_entry set actor = 'x'", "truncate audit_entry")) {
      assertThatThrownBy(() -> execute(statement)).hasMessageContaining("permission denied");
    }
    assertThat(actors()).containsExactly("a");
  }

  /** The rest of the retention is a setting of the gateway; this limit is not. */
  @Test
  void roleCannotDropTheLastMonths() {
    for (String kept : List.of("interval '30 days'", "interval '-1 day'")) {
      assertThatThrownBy(() -> execute("select drop_next_month(" + kept + ")"))
          .hasMessageContaining("history is kept for 31 days at least");
    }
  }

  /** Other roles of the same server may use neither. */
  @Test
  void onlyTheGatewaysRoleMayUseTheFunctionsOfTheOwner() throws SQLException {
    assertThat(
            texts(
                "select proname from pg_proc where prosecdef and proowner <> 10 and"
                    + " (proacl is null or exists (select from aclexplode(proacl) where grantee = 0)"
                    + " or proconfig is null)"))
        .isEmpty();
  }

  @Test
  void roleOwnsNothingAndIsNoSuperuser() throws SQLException {
    assertThat(
            texts(
                "select relname from pg_class where relowner = current_user::regrole union all"
                    + " select rolname from pg_roles where rolname = current_user and (rolsuper or"
                    + " rolcreaterole or rolcreatedb)"))
        .isEmpty();
  }

  @Test
  void nextMigrationRevokesExcessRights() throws SQLException {
    try (Connection owner = Sql.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("grant update, trigger on audit_entry to leadloop_gateway");
      statement.execute("revoke delete on outbox from leadloop_gateway");
      assertThat(rights("audit_entry")).contains("UPDATE");
    }
    migrations.migrate();
    assertThat(rights("audit_entry")).containsExactly("INSERT", "SELECT");
    assertThat(rights("outbox")).containsExactly("DELETE", "INSERT", "SELECT", "UPDATE");
  }

  private List<String> rights(String table) throws SQLException {
    return texts(
        "select privilege_type from information_schema.role_table_grants where table_name = '"
            + table
            + "' and grantee = 'leadloop_gateway' order by 1");
  }

  private List<String> actors() throws SQLException {
    return texts("select actor from audit_entry where subject = '" + subject + "'");
  }

  private List<String> texts(String query) throws SQLException {
    try (Statement statement = gateway.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (found.next()) {
        texts.add(found.getString(1));
      }
      return texts;
    }
  }

  private void execute(String sql, Object... parameters) throws SQLException {
    try (Statement statement = gateway.createStatement()) {
      statement.execute(sql.formatted(parameters));
    }
  }
}
