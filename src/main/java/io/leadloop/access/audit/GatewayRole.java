package io.leadloop.access.audit;

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
  private final Optional<String> owner;

  /**
   * @param name the gateway's own role at PostgreSQL
   * @param owner the role that migrates, the gateway's own if it is not set
   */
  GatewayRole(
      @ConfigProperty(name = "quarkus.datasource.username") Optional<String> name,
      @ConfigProperty(name = "quarkus.flyway.username") Optional<String> owner) {
    this.name = name;
    this.owner = owner;
  }

  /**
   * Without an owner the migrations have a pool of two connections, and a callback takes a third.
   */
  @Override
  public void customize(FluentConfiguration migrations) {
    if (owner.isPresent()) {
      name.ifPresent(role -> migrations.callbacks(new GatewayRoleGrants(role)));
    }
  }
}
