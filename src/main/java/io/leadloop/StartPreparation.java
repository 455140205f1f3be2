package io.leadloop;

import io.leadloop.access.key.BootstrapKey;
import io.leadloop.embedded.EmbeddedConfig;
import io.leadloop.embedded.EmbeddedJars;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.KeptPort;
import io.leadloop.embedded.LoopbackPort;
import io.leadloop.oplead.profile.MovedSettings;
import io.leadloop.setting.DatabaseAddresses;
import io.leadloop.setting.SettingCheck;
import io.leadloop.vault.KeysetFile;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Supplies missing settings before Quarkus reads the configuration: starts the embedded servers,
 * creates the keyset, and passes both to Quarkus as system properties. These survive a reload in
 * development mode, which runs {@code main} again and finds the servers configured and running.
 */
final class StartPreparation {
  private static final String HTTP_HOST = "quarkus.http.host";
  private static final String HTTP_PORT = "quarkus.http.port";
  private static final String HTTPS_PORT = "quarkus.http.ssl-port";
  private static final String OPLEAD = "leadloop.oplead.base-url";
  private static final int DEFAULT_HTTP_PORT = 8080;
  private static final int DEFAULT_HTTPS_PORT = 8443;

  /** Variables that somebody may have set for the command line, or for an example of a client. */
  private static final Set<String> OF_OTHER_PROGRAMS =
      Set.of(
          "LEADLOOP_URL",
          "LEADLOOP_OUTPUT",
          "LEADLOOP_ADMIN_KEY",
          "LEADLOOP_PROVIDER_KEY",
          "LEADLOOP_KEY",
          "LEADLOOP_SECRET",
          "LEADLOOP_TOPIC",
          "LEADLOOP_GROUP");

  private final SmallRyeConfig config;

  StartPreparation(SmallRyeConfig config) {
    this.config = config;
  }

  /**
   * @throws StartRefusedException when settings are missing that nothing here can supply,
   *     dangerous, or at odds with one another, a key has not the form of one, or the keyset, the
   *     schema of leads or the API profile cannot be read
   */
  void supply() {
    config.getOptionalValue(BootstrapKey.SETTING, String.class).ifPresent(StartPreparation::check);
    List<StartRisk> risks = StartRisk.in(key -> config.getOptionalValue(key, String.class));
    if (!risks.isEmpty()) {
      throw StartRefusedException.risky(risks);
    }
    List<String> contradictions = SettingPairs.contradictions(config);
    if (!contradictions.isEmpty()) {
      throw StartRefusedException.contradictory(contradictions);
    }
    StartFiles.check(config);
    boolean demo = config.getOptionalValue(StartRisk.DEMO, Boolean.class).orElse(false);
    StartPlan plan = StartPlan.of(this::isSet, demo, embeddable());
    if (!plan.missing().isEmpty()) {
      throw StartRefusedException.missing(plan.missing());
    }
    if ((demo || plan.startsServers()) && !isSet(HTTP_HOST)) {
      // A trial installation should not be reachable from other machines; the management port
      // follows.
      System.setProperty(HTTP_HOST, "127.0.0.1");
    }
    EmbeddedConfig embedded = config.getConfigMapping(EmbeddedConfig.class);
    if (plan.startsServers()) {
      startServers(plan, demo, embedded);
    }
    if (demo && isDefault(OPLEAD)) {
      // A customer that is brought in with a token only is meant for the simulated one.
      System.setProperty(OPLEAD, Demo.opleadUrl(Path.of(embedded.dataDir())));
    }
    if (!plan.supplies(StartPlan.DATABASE)) {
      DatabaseWait.awaitListening(
          new DatabaseAddresses(key -> config.getOptionalValue(key, String.class)));
    }
    if (plan.supplies(StartPlan.PUBLIC_URL)) {
      System.setProperty(StartPlan.PUBLIC_URL, publicUrl());
    }
    // In development mode the migrations may change before the next start of this process.
    if (LaunchMode.current() == LaunchMode.NORMAL && new MigrationCheck(config).isUpToDate()) {
      System.setProperty(MigrationCheck.ACTIVE, "false");
    }
  }

  private static void check(String bootstrapKey) {
    try {
      BootstrapKey.parse(bootstrapKey);
    } catch (IllegalArgumentException e) {
      throw StartRefusedException.invalid(e.getMessage());
    }
  }

  /**
   * @param unmapped the same settings, before a mapping refuses those that it does not know
   * @throws StartRefusedException when a setting is given that is part of the API profile now
   */
  static void refuseMoved(SmallRyeConfig unmapped) {
    List<String> moved = MovedSettings.among(key -> unmapped.getRawValue(key) != null);
    if (!moved.isEmpty()) {
      throw StartRefusedException.contradictory(moved);
    }
  }

  /**
   * @param unmapped the same settings
   * @throws StartRefusedException when one does not exist, cannot be read or is outside its limits
   */
  static void refuseUnfit(SmallRyeConfig unmapped) {
    List<String> problems =
        new SettingCheck("leadloop", SettingMappings.ALL).problems(unmapped, OF_OTHER_PROGRAMS);
    if (!problems.isEmpty()) {
      throw StartRefusedException.contradictory(problems);
    }
  }

  private boolean isDefault(String key) {
    return DefaultValuesConfigSource.NAME.equals(config.getConfigValue(key).getSourceName());
  }

  private boolean isSet(String key) {
    return config.getOptionalValue(key, String.class).isPresent();
  }

  private static Set<String> embeddable() {
    Set<String> keys = new LinkedHashSet<>();
    if (EmbeddedJars.carryPostgreSql()) {
      keys.add(StartPlan.DATABASE);
    }
    if (EmbeddedJars.carryKafka()) {
      keys.add(StartPlan.KAFKA);
    }
    return keys;
  }

  private static void startServers(StartPlan plan, boolean demo, EmbeddedConfig embedded) {
    EmbeddedServers servers = EmbeddedServers.in(Path.of(embedded.dataDir()));
    ServerShutdown.afterApplication(servers);
    if (plan.supplies(StartPlan.KEYSET)) {
      System.setProperty(StartPlan.KEYSET, KeysetFile.in(servers.directory()).toString());
    }
    if (plan.supplies(StartPlan.DATABASE)) {
      setProperties(
          servers
              .startPostgreSql(port(demo, servers, "postgresql", embedded.postgresqlPort()))
              .settings());
    }
    if (plan.supplies(StartPlan.KAFKA)) {
      setProperties(
          servers.startKafka(port(demo, servers, "kafka", embedded.kafkaPort())).settings());
    }
  }

  /** The demo's ports stay, since its user may have copied the lines that it printed. */
  private static int port(boolean demo, EmbeddedServers servers, String server, int wanted) {
    return demo && wanted == 0
        ? KeptPort.in(servers.directory().resolve("demo-" + server + ".port"))
        : wanted;
  }

  private static void setProperties(Map<String, String> settings) {
    settings.forEach(System::setProperty);
  }

  /** The URL that is supplied: by https if that is the only open port. */
  String publicUrl() {
    boolean tls =
        config
            .getOptionalValue("quarkus.http.insecure-requests", String.class)
            .filter(SettingPairs::isTlsOnly)
            .isPresent();
    return tls
        ? "https://localhost:" + port(HTTPS_PORT, DEFAULT_HTTPS_PORT)
        : "http://localhost:" + port(HTTP_PORT, DEFAULT_HTTP_PORT);
  }

  /**
   * The port that Quarkus will listen on; a free one is chosen here, because the URL contains it.
   */
  private int port(String setting, int otherwise) {
    int port = config.getOptionalValue(setting, Integer.class).orElse(otherwise);
    if (port == 0) {
      port = LoopbackPort.free();
      System.setProperty(setting, Integer.toString(port));
    }
    return port;
  }
}
