package io.leadloop;

import io.leadloop.command.AdminCommand;
import io.leadloop.command.ReconcileCommand;
import io.leadloop.embedded.EmbeddedConfig;
import io.leadloop.embedded.EmbeddedServerException;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The main class: prepares what the configuration leaves out, then starts the application. With
 * {@code admin} or {@code reconcile} as first argument it runs that command instead.
 */
@QuarkusMain
public final class Leadloop {
  private static final Map<String, Program> COMMANDS =
      Map.of("admin", AdminCommand::run, "reconcile", ReconcileCommand::run);

  public static void main(String... args) {
    if (args.length > 0 && COMMANDS.containsKey(args[0])) {
      System.exit(run(COMMANDS.get(args[0]), Arrays.copyOfRange(args, 1, args.length)));
    }
    // Such requests get a problem document like any other: http.connection.UndecodableTarget.
    System.setProperty("vertx.disableURIValidation", "true");
    // The build runs the packaged application once for its class archive, without any server.
    if (!ApplicationLifecycleManager.isAppCDSGeneration()) {
      limitLogging();
      prepare();
    }
    Quarkus.run(args);
  }

  private static int run(Program program, String... args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return program.run(args, System.getenv(), out, err);
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
    StartPreparation.refuseMoved(ConfigUtils.configBuilder().build());
    return SettingPairs.mapped(ConfigUtils.configBuilder().withMapping(EmbeddedConfig.class))
        .build();
  }

  /** A command's main method, which returns the exit status. */
  private interface Program {
    int run(String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err);
  }
}
