package io.leadloop.testing;

import io.leadloop.embedded.EmbeddedPostgreSql;
import org.flywaydb.core.Flyway;

/** A version of the gateway after this one, with a migration of its own. */
public final class NewerVersion {
  private NewerVersion() {}

  /** Migrates the database as its first replica does, while gateways of this version run. */
  public static void migrate(EmbeddedPostgreSql database) {
    Flyway.configure()
        .dataSource("jdbc:" + database.url(), database.username(), database.password())
        .locations("classpath:db/migration", "classpath:upgrade")
        .load()
        .migrate();
  }
}
