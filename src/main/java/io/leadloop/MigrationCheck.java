package io.leadloop;

import io.leadloop.access.audit.GatewayRoleGrants;
import io.leadloop.store.SchemaHistory;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.postgresql.Driver;

/**
 * Recognizes a start that has nothing to migrate, as all but the first of a version have. Flyway,
 * which takes a good part of a start to find that out, is then left out of it. With any doubt, any
 * error and any setting of Flyway's that is not known here, it is not.
 */
final class MigrationCheck {
  /** Whether Flyway takes part in a start at all. */
  static final String ACTIVE = "quarkus.flyway.active";

  private static final String FLYWAY = "QUARKUS_FLYWAY_";
  private static final String FUTURE = "quarkus.flyway.ignore-future-migrations";
  private static final String OWNER = "quarkus.flyway.username";
  private static final String OWNERS_PASSWORD = "quarkus.flyway.password";
  private static final String ROLE = "quarkus.datasource.username";
  private static final String PASSWORD = "quarkus.datasource.password";
  private static final String URL = "quarkus.datasource.jdbc.url";
  private static final String FURTHER = "QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES";
  private static final String SECONDS = "10";

  /** Settings with which the outcome is that of this check, as environment variables. */
  private static final Set<String> KNOWN =
      Set.of(
          variable("quarkus.flyway.migrate-at-start"),
          variable(FUTURE),
          variable("quarkus.flyway.connect-retries"),
          variable("quarkus.flyway.connect-retries-interval"),
          variable(OWNER),
          variable(OWNERS_PASSWORD));

  private final SmallRyeConfig config;

  MigrationCheck(SmallRyeConfig config) {
    this.config = config;
  }

  /**
   * Whether the database is up to date. If a separate role owns it, the gateway's role also has its
   * rights then, as after a migration.
   */
  boolean isUpToDate() {
    Optional<String> owner = value(OWNER);
    Optional<String> password = value(owner.isPresent() ? OWNERS_PASSWORD : PASSWORD);
    Optional<String> role = value(ROLE);
    if (!isUsual() || value(URL).isEmpty() || role.isEmpty() || password.isEmpty()) {
      return false;
    }
    try (Connection connection = connect(owner.or(() -> role).get(), password.get())) {
      if (connection == null || !SchemaHistory.isCurrent(connection)) {
        return false;
      }
      if (owner.isPresent()) {
        GatewayRoleGrants.grant(connection, role.get());
      }
      return true;
    } catch (SQLException | IOException e) {
      return false; // Flyway meets it again, and reports it
    }
  }

  private boolean isUsual() {
    return value(FUTURE).filter(Boolean::parseBoolean).isPresent()
        && StreamSupport.stream(config.getPropertyNames().spliterator(), false)
            .map(MigrationCheck::variable)
            .noneMatch(
                name ->
                    name.startsWith(FURTHER) || name.startsWith(FLYWAY) && !KNOWN.contains(name));
  }

  /** Null if the address is another driver's. */
  private Connection connect(String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", SECONDS);
    properties.setProperty("socketTimeout", SECONDS);
    return new Driver().connect(value(URL).get(), properties);
  }

  private Optional<String> value(String key) {
    return config.getOptionalValue(key, String.class);
  }

  private static String variable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
