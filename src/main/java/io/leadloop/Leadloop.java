package io.leadloop;

import io.leadloop.command.LeadloopCommand;
import io.leadloop.embedded.EmbeddedConfig;
import io.leadloop.embedded.EmbeddedServerException;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The main class: prepares what the configuration leaves out, then starts the application. With
 * arguments it is the command line instead.
 */
@QuarkusMain
public final class Leadloop {
  public static void main(String... args) {
    if (args.length > 0) {
      LeadloopCommand.main(args);
    }
    // Such requests get a problem document like any other: http.connection.UndecodableTarget.
    System.setProperty("vertx.disableURIValidation", "true");
    // The build runs the packaged application once for its class archive, without any server.
    if (!ApplicationLifecycleManager.isAppCDSGeneration()) {
      limitLogging();
      ServerShutdown.install();
      prepare();
    }
    Quarkus.run();
  }

  /** Until Quarkus sets the levels, all log records of the servers would be buffered in memory. */
  private static void limitLogging() {
    Logger.getLogger("").setLevel(Level.INFO);
    for (String server : List.of("io.zonky", "kafka", "org.apache.kafka")) {
      Logger.getLogger(server).setLevel(Level.WARNING);
    }
  }

  private static void prepare() {
    try {
      new StartPreparation(config()).supply();
    } catch (StartRefusedException
        | EmbeddedServerException
        | ConfigValidationException
        | UncheckedIOException e) {
      System.err.println("Leadloop cannot start. " + e.getMessage());
      System.exit(1);
    }
  }

  /** Quarkus' configuration is available only when it runs; this one has the same sources. */
  private static SmallRyeConfig config() {
    SmallRyeConfig given = ConfigUtils.configBuilder().build();
    StartPreparation.refuseMoved(given);
    StartPreparation.refuseUnfit(given);
    return SettingPairs.mapped(ConfigUtils.configBuilder().withMapping(EmbeddedConfig.class))
        .build();
  }
}
