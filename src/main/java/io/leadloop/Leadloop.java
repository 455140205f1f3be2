package io.leadloop;

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

/** The gateway's start: first what the configuration leaves out, then the application. */
@QuarkusMain
public final class Leadloop {
  public static void main(String... args) {
    // Such requests get a problem document like any other: http.UndecodableTarget.
    System.setProperty("vertx.disableURIValidation", "true");
    // The build runs the packaged application once for its class archive, without any server.
    if (!ApplicationLifecycleManager.isAppCDSGeneration()) {
      quieten();
      prepare();
    }
    Quarkus.run(args);
  }

  /** Until Quarkus sets the levels, every line of the servers would be kept in memory. */
  private static void quieten() {
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

  /** Quarkus has its own configuration only when it runs; this one has the same sources. */
  private static SmallRyeConfig config() {
    return ConfigUtils.configBuilder().withMapping(EmbeddedConfig.class).build();
  }
}
