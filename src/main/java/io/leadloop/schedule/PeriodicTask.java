package io.leadloop.schedule;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that is repeated for as long as the gateway runs, one round at a time: each round returns
 * how long from its end the next is due, and {@link #soon} has it earlier. A round that fails is
 * tried again after a pause, for ever: the store or Oplead may be away and come back. A feature
 * offers its task as a bean by a producer method; {@link PeriodicTasks} starts and ends it.
 */
public final class PeriodicTask {
  private static final Logger LOG = Logger.getLogger(PeriodicTask.class);

  /** A round that has not ended by then, on a connection that is dead, never will. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** What the timer takes, in milliseconds. */
  private static final long SHORTEST = 1;

  private final ScheduledExecutorService timer = Infrastructure.getDefaultWorkerPool();
  private final String name;
  private final Supplier<Uni<Duration>> round;
  private final Duration apart;
  private final Duration afterFailure;
  private Consumer<String> failures = failed -> {};
  private boolean started;
  private boolean running;
  private boolean wanted;
  private boolean closed;
  private long lastStart;
  private Future<?> next;

  /**
   * @param name the work, for the log and the metric
   * @param round one round; its answer is how long from its end the next is due
   * @param afterFailure how long to wait after a round that failed
   */
  public PeriodicTask(String name, Supplier<Uni<Duration>> round, Duration afterFailure) {
    this(name, round, Duration.ZERO, afterFailure);
  }

  /**
   * @param apart the least time from the start of one round to that of the next, so that all that
   *     arrives in between is done together
   */
  public PeriodicTask(
      String name, Supplier<Uni<Duration>> round, Duration apart, Duration afterFailure) {
    this.name = name;
    this.round = round;
    this.apart = apart;
    this.afterFailure = afterFailure;
  }

  /**
   * Starts with a round at once.
   *
   * @param onFailure counts the rounds that fail
   */
  synchronized void start(Consumer<String> onFailure) {
    failures = onFailure;
    started = true;
    wanted = true;
    schedule(Duration.ZERO);
  }

  /** Has a round start as soon as one may, even if one is running: that may have missed why. */
  public synchronized void soon() {
    if (wanted || !started) {
      return; // To put it off once more for each call would put it off for ever.
    }
    wanted = true;
    if (!running) {
      schedule(Duration.ZERO);
    }
  }

  /** No round starts any more; one that is running ends by itself. */
  synchronized void close() {
    closed = true;
    cancel();
  }

  private synchronized void begin() {
    if (running || closed) {
      return;
    }
    running = true;
    wanted = false;
    lastStart = System.nanoTime();
    Uni.createFrom()
        .deferred(() -> round.get())
        .ifNoItem()
        .after(LONGEST)
        .fail()
        .subscribe()
        .with(
            this::ended,
            e -> {
              LOG.warnf("%s failed, next_in=%s cause=%s", name, afterFailure, e.toString());
              failures.accept(name);
              ended(afterFailure);
            });
  }

  private synchronized void ended(Duration untilNext) {
    running = false;
    schedule(wanted ? Duration.ZERO : untilNext);
  }

  private void schedule(Duration delay) {
    cancel();
    if (!closed) {
      long sinceStart = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastStart);
      long wait = Math.max(delay.toMillis(), apart.toMillis() - sinceStart);
      next = timer.schedule(this::begin, Math.max(SHORTEST, wait), TimeUnit.MILLISECONDS);
    }
  }

  private void cancel() {
    if (next != null) {
      next.cancel(false);
    }
  }
}
