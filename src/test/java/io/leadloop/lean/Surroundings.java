package io.leadloop.lean;

import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.OwnSaslServers;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.EnvironmentVariables;
import io.leadloop.vault.ApiKey;
import io.leadloop.vault.KeysetFile;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** What the application has around it where it is installed: servers, secrets and an Oplead. */
final class Surroundings implements AutoCloseable {
  private static final Duration STATUS_DELAY = Duration.ofMillis(50);

  /** No customer's limit is above it. */
  private static final int QUOTA = 100_000_000;

  private final EmbeddedServers servers;
  private final EmbeddedPostgreSql database;
  private final Map<String, String> settings = new HashMap<>();
  private final Vertx vertx = Vertx.vertx();
  private final SimulatedOplead oplead =
      new SimulatedOplead(
          vertx, SimulatorSettings.builder().statusDelay(STATUS_DELAY).quota(QUOTA).build());
  private final String administratorKey = ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
  private final String opleadToken = UUID.randomUUID().toString();

  /** Starts all of it, with its data below the directory. */
  Surroundings(Path directory) {
    OwnSaslServers.register();
    oplead.accept(opleadToken);
    oplead.startAndAwait();
    servers = EmbeddedServers.in(directory);
    database = servers.startPostgreSql(0);
    settings.putAll(database.settings());
    settings.putAll(servers.startKafka(0).settings());
    settings.put("leadloop.vault.keyset", KeysetFile.in(servers.directory()).toString());
    settings.put("leadloop.admin.bootstrap-key", administratorKey);
    settings.put("leadloop.oplead.allow-private-addresses", "true");
  }

  /** Migrates the database as a start of the application would. */
  void migrate() {
    Flyway.configure()
        .dataSource("jdbc:" + database.url(), database.username(), database.password())
        .load()
        .migrate();
  }

  /** The application's settings for these servers. */
  Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  /** The same as environment variables. */
  Map<String, String> environment() {
    return EnvironmentVariables.of(settings);
  }

  /** The environment variables of the command line for the application at the URL. */
  Map<String, String> administrator(String url) {
    return Map.of("LEADLOOP_URL", url, "LEADLOOP_ADMIN_KEY", administratorKey);
  }

  String administratorKey() {
    return administratorKey;
  }

  String opleadUrl() {
    return oplead.baseUrl().toString();
  }

  String opleadToken() {
    return opleadToken;
  }

  @Override
  public void close() {
    servers.close();
    oplead.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
