package io.leadloop.access.audit;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * If migrations run as a separate role, grants the gateway's role access to the rows of every table
 * after each migration, but only select and insert on the audit.
 */
@Singleton
class GatewayRole implements FlywayConfigurationCustomizer {
  private final Optional<String> name;
  private final Optional<String> owner;

  /**
   * @param name the gateway's PostgreSQL role
   * @param owner the role that migrates; the gateway's own if not set
   */
  GatewayRole(
      @ConfigProperty(name = "quarkus.datasource.username") Optional<String> name,
      @ConfigProperty(name = "quarkus.flyway.username") Optional<String> owner) {
    this.name = name;
    this.owner = owner;
  }

  /**
   * Without an owner the migrations have a pool of two connections, but a callback would need a
   * third.
   */
  @Override
  public void customize(FluentConfiguration migrations) {
    if (owner.isPresent()) {
      name.ifPresent(role -> migrations.callbacks(new GatewayRoleGrants(role)));
    }
  }
}
