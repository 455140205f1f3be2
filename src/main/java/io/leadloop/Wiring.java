package io.leadloop;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Beans shared by all features. */
@ApplicationScoped
class Wiring {
  /**
   * The UTC clock in microseconds, the precision of PostgreSQL. Times that must agree between
   * replicas come from the database instead.
   */
  @Produces
  @ApplicationScoped
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
  }

  void started(@Observes @Priority(Integer.MAX_VALUE) StartupEvent complete) {
    ServerShutdown.applicationStarted();
  }
}
