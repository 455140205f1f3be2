package io.leadloop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** What every feature needs and none owns. */
@ApplicationScoped
class Wiring {
  /** The time of day, UTC. Whatever must agree between replicas asks the database instead. */
  @Produces
  @ApplicationScoped
  Clock clock() {
    return Clock.systemUTC();
  }
}
