package io.leadloop.access;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Where the migrations run as a role of their own, gives the gateway's role what it needs after
 * each of them: the rows of every table, and of the audit only to read and to add.
 */
@Singleton
class GatewayRole implements FlywayConfigurationCustomizer {
  private final Optional<String> name;

  /**
   * @param name the gateway's own role at PostgreSQL
   */
  GatewayRole(@ConfigProperty(name = "quarkus.datasource.username") Optional<String> name) {
    this.name = name;
  }

  @Override
  public void customize(FluentConfiguration migrations) {
    name.ifPresent(role -> migrations.callbacks(new GatewayRoleGrants(role)));
  }
}
