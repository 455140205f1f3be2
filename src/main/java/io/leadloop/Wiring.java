package io.leadloop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** What every feature needs and none owns. */
@ApplicationScoped
class Wiring {
  /**
   * The time of day, UTC, in microseconds as PostgreSQL keeps it. Whatever must agree between
   * replicas asks the database instead.
   */
  @Produces
  @ApplicationScoped
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
  }
}
