package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.SeededServers;
import io.leadloop.testing.Sql;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a start may leave Flyway out. */
class MigrationCheckTest {
  private static final String URL = "quarkus.datasource.jdbc.url";

  @TempDir static Path directory;
  private static EmbeddedServers servers;
  private static EmbeddedPostgreSql database;

  private final Map<String, String> settings = new HashMap<>(database.settings());

  MigrationCheckTest() {
    settings.put(URL, "jdbc:" + database.url());
    settings.put("quarkus.flyway.ignore-future-migrations", "true");
    settings.put("quarkus.flyway.migrate-at-start", "true");
  }

  @BeforeAll
  static void migrate() throws SQLException {
    servers = SeededServers.in(directory);
    database = servers.startPostgreSql(0);
    Flyway.configure()
        .dataSource("jdbc:" + database.url(), database.username(), database.password())
        .load()
        .migrate();
    execute("create table kept_history as table flyway_schema_history");
  }

  @AfterEach
  void restoreHistory() throws SQLException {
    execute("truncate flyway_schema_history");
    execute("insert into flyway_schema_history table kept_history");
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void migratedDatabaseIsUpToDate() {
    assertThat(isUpToDate()).isTrue();
  }

  /** Flyway in the gateway records a folder, too, and compares neither. */
  @Test
  void nameOfTheFileDoesNotCount() throws SQLException {
    execute("update flyway_schema_history set script = 'db/migration/' || script");
    assertThat(isUpToDate()).isTrue();
  }

  @Test
  void databaseOfNewerVersionIsUpToDate() throws SQLException {
    execute(
        "insert into flyway_schema_history select 1000, '900', 'x', 'SQL', 'V900__x.sql', 0,"
            + " current_user, now(), 0, true");
    assertThat(isUpToDate()).isTrue();
  }

  /** Flyway migrates, or refuses to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "truncate flyway_schema_history",
        "delete from flyway_schema_history where installed_rank ="
            + " (select max(installed_rank) from flyway_schema_history)",
        "update flyway_schema_history set success = false where version = '19'",
        "delete from flyway_schema_history where version = '4'",
        "update flyway_schema_history set checksum = checksum + 1 where version = '19'",
        "update flyway_schema_history set checksum = null where version = '1'",
        "update flyway_schema_history set description = 'changed' where version = '5'",
        "update flyway_schema_history set type = 'BASELINE' where version = '1'",
        "insert into flyway_schema_history select 1000, '2.5', 'x', 'SQL', 'V2.5__x.sql', 0,"
            + " current_user, now(), 0, true",
        "insert into flyway_schema_history select 1000, null, 'x', 'SQL', 'R__x.sql', 0,"
            + " current_user, now(), 0, true",
        "insert into flyway_schema_history select 1000, '900', 'x', 'SQL', 'V900__x.sql', 0,"
            + " current_user, now(), 0, false",
      })
  void differenceIsLeftToFlyway(String change) throws SQLException {
    execute(change);
    assertThat(isUpToDate()).isFalse();
  }

  @Test
  void tableOfAnotherSchemaDoesNotCount() throws SQLException {
    execute("create schema first");
    settings.put(URL, "jdbc:" + database.url() + "?currentSchema=first,public");
    assertThat(isUpToDate()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus.flyway.ignore-future-migrations, false",
    "quarkus.flyway.table, another",
    "quarkus.flyway.jdbc-url, jdbc:postgresql://localhost/another",
    "quarkus.flyway.password, wrong",
    "quarkus.datasource.jdbc.url, jdbc:postgresql://localhost:1/leadloop",
    "quarkus.datasource.jdbc.url, jdbc:another://localhost/leadloop",
    "quarkus.datasource.jdbc.additional-jdbc-properties.options, x",
  })
  void unusualSettingIsLeftToFlyway(String setting, String value) {
    settings.put(setting, value);
    assertThat(isUpToDate()).isFalse();
  }

  @Test
  void unusualVariableIsLeftToFlyway() {
    assertThat(isUpToDate(Map.of("QUARKUS_FLYWAY_BASELINE_ON_MIGRATE", "true"))).isFalse();
  }

  @Test
  void gatewaysRoleGetsItsRightsWithoutAMigration() throws SQLException {
    assertThat(isUpToDate()).isTrue();
    execute("revoke all on lead from leadloop_gateway");
    execute("grant delete on audit_entry to leadloop_gateway");
    assertThat(isUpToDate()).isTrue();
    assertThat(
            isTrue(
                "select has_table_privilege('leadloop_gateway', 'lead', 'update')"
                    + " and not has_table_privilege('leadloop_gateway', 'audit_entry', 'delete')"))
        .isTrue();
  }

  private boolean isUpToDate() {
    return isUpToDate(Map.of());
  }

  private boolean isUpToDate(Map<String, String> variables) {
    return new MigrationCheck(
            new SmallRyeConfigBuilder()
                .withSources(
                    new PropertiesConfigSource(settings, "a file", 250),
                    new EnvConfigSource(variables, 300))
                .build())
        .isUpToDate();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = Sql.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean isTrue(String query) throws SQLException {
    try (Connection connection = Sql.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }
}
