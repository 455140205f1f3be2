package io.leadloop.http;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpClosedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Drops the framework's error log with a stack trace for each streaming client that disconnects.
 */
@ApplicationScoped
class GoneClientFilter {
  private static final Logger STREAMS =
      Logger.getLogger("org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler");

  void register(@Observes StartupEvent started) {
    STREAMS.setFilter(GoneClientFilter::isLoggable);
  }

  private static boolean isLoggable(LogRecord line) {
    return !(line.getThrown() instanceof IOException
        || line.getThrown() instanceof HttpClosedException);
  }
}
