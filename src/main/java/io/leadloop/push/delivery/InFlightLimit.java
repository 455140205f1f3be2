package io.leadloop.push.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How many events this replica sends at once, to all endpoints. Runs that find no permit wait in a
 * queue, and a permit that is released goes to the first of them: slow endpoints cannot keep all
 * permits by taking each again as soon as it is released.
 */
final class InFlightLimit {
  /** Those that wait for a permit, each once, the first in front; none while one is free. */
  private final Set<Runnable> waiting = new LinkedHashSet<>();

  private int free;

  InFlightLimit(int most, MeterRegistry metrics) {
    this.free = most;
    Gauge.builder("leadloop.push.in.flight", this, limit -> most - limit.free())
        .description("Events that are being sent to endpoints")
        .register(metrics);
  }

  private synchronized int free() {
    return free;
  }

  /**
   * Takes a permit if one is free; otherwise the caller waits in the queue, once.
   *
   * @param granted called with a permit when it is the caller's turn, by the thread that released
   *     it; the same object for each call of one caller. The permit has to be released even if it
   *     is not needed any more
   */
  synchronized boolean tryAcquire(Runnable granted) {
    if (free == 0) {
      waiting.add(granted);
      return false;
    }
    free--;
    return true;
  }

  void release() {
    first().ifPresent(Runnable::run);
  }

  private synchronized Optional<Runnable> first() {
    Iterator<Runnable> queue = waiting.iterator();
    if (!queue.hasNext()) {
      free++;
      return Optional.empty();
    }
    Runnable first = queue.next();
    queue.remove();
    return Optional.of(first);
  }
}
