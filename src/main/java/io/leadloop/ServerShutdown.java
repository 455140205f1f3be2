package io.leadloop;

import io.leadloop.embedded.EmbeddedServers;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Stops the embedded servers when the process ends, after the application: shutdown hooks run side
 * by side, and Quarkus stops the application in one of them, which still needs the servers.
 */
final class ServerShutdown {
  /** After this the servers stop under an application that does not end. */
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

  /** Returns at once where the process ends before an application was started. */
  private static void awaitApplication() {
    Application application = ApplicationLifecycleManager.getCurrentApplication();
    if (application != null) {
      CompletableFuture.runAsync(application::awaitShutdown)
          .completeOnTimeout(null, APPLICATION_LIMIT.toSeconds(), TimeUnit.SECONDS)
          .join();
    }
  }
}
