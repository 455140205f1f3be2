package io.leadloop;

import io.leadloop.embedded.EmbeddedServers;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Ends the process in bounded time in every phase, and the embedded servers after the application:
 * shutdown hooks run concurrently, and the application, which Quarkus stops in one of them, still
 * needs the servers. Quarkus cannot stop an application that is starting, so such a one is given
 * up; a migration that it was in is undone by PostgreSQL.
 */
final class ServerShutdown {
  /**
   * After this, the time for requests and that before it, the servers are stopped even if the
   * application has not ended: 10 s more than what it waits for, see src/docs/operator/guide.md.
   */
  private static final Duration APPLICATION_LIMIT = Duration.ofSeconds(50);

  private static final Duration START_LIMIT = Duration.ofSeconds(3);

  /** With SIGTERM's number, as the JVM would end. */
  private static final int ENDED_BY_SIGTERM = 143;

  private static volatile EmbeddedServers servers;
  private static volatile boolean isStarted;

  private ServerShutdown() {}

  /** Called before anything is started. */
  static void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(ServerShutdown::end, "process-end"));
  }

  /** The application is complete, so that Quarkus can stop it. */
  static void applicationStarted() {
    isStarted = true;
  }

  static void afterApplication(EmbeddedServers started) {
    servers = started;
  }

  private static void end() {
    boolean hasEnded = awaitApplication();
    if (servers != null) {
      servers.close();
    }
    if (!hasEnded) {
      Runtime.getRuntime().halt(ENDED_BY_SIGTERM);
    }
  }

  /** Whether it has ended; one that was not begun has. */
  private static boolean awaitApplication() {
    Application application = ApplicationLifecycleManager.getCurrentApplication();
    Duration limit = isStarted ? applicationLimit() : START_LIMIT;
    return application == null
        || CompletableFuture.runAsync(application::awaitShutdown)
            .thenApply(ended -> true)
            .completeOnTimeout(false, limit.toSeconds(), TimeUnit.SECONDS)
            .join();
  }

  private static Duration applicationLimit() {
    return Stream.of("quarkus.shutdown.delay", "quarkus.shutdown.timeout")
        .flatMap(name -> ConfigProvider.getConfig().getOptionalValue(name, Duration.class).stream())
        .reduce(APPLICATION_LIMIT, Duration::plus);
  }
}
