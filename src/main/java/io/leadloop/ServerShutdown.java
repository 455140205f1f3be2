package io.leadloop;

import io.leadloop.embedded.EmbeddedServers;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Stops the embedded servers after the application when the process ends: shutdown hooks run
 * concurrently, and the application, which Quarkus stops in one of them, still needs the servers.
 */
final class ServerShutdown {
  /** After this the servers are stopped even if the application has not ended. */
  private static final Duration APPLICATION_LIMIT = Duration.ofSeconds(60);

  private ServerShutdown() {}

  static void afterApplication(EmbeddedServers servers) {
    Thread hook =
        new Thread(
            () -> {
              awaitApplication();
              servers.close();
            },
            "embedded-servers-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Returns at once if no application was started. */
  private static void awaitApplication() {
    Application application = ApplicationLifecycleManager.getCurrentApplication();
    if (application != null) {
      CompletableFuture.runAsync(application::awaitShutdown)
          .completeOnTimeout(null, APPLICATION_LIMIT.toSeconds(), TimeUnit.SECONDS)
          .join();
    }
  }
}
