package io.leadloop.push.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;

/** How many events this replica sends at once, to all endpoints. */
final class InFlightLimit {
  private final Semaphore permits;

  InFlightLimit(int most, MeterRegistry metrics) {
    this.permits = new Semaphore(most);
    Gauge.builder("leadloop.push.in.flight", permits, p -> most - p.availablePermits())
        .description("Events that are being sent to endpoints")
        .register(metrics);
  }

  boolean tryAcquire() {
    return permits.tryAcquire();
  }

  void release() {
    permits.release();
  }
}
