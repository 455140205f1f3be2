package io.leadloop.push.delivery;

import io.leadloop.feedback.event.EventsStored;
import io.leadloop.provider.ProviderId;
import io.leadloop.push.EndpointId;
import io.leadloop.push.PushConfig;
import io.leadloop.push.wire.PushClient;
import io.leadloop.schedule.PeriodicTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Claims endpoints that have something to send, and runs their delivery. It looks at all endpoints
 * every two seconds, in one statement, and at once at those of a provider whose events were stored
 * by this replica. An endpoint belongs to one replica at a time, by a lease.
 */
@ApplicationScoped
public class PushDispatcher {
  static final Duration LEASE = Duration.ofSeconds(40);

  private static final Logger LOG = Logger.getLogger(PushDispatcher.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** Between looks for events that were stored and cannot be read yet. */
  private static final Duration APART = Duration.ofMillis(10);

  private static final Duration LOOK_FOR = Duration.ofMillis(250);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);
  private static final Duration STOP_CHECK = Duration.ofMillis(20);

  private final EndpointRun.Parts parts;
  private final DeliveryRepository repository;
  private final int mostRuns;
  private final Map<EndpointId, EndpointRun> runs = new ConcurrentHashMap<>();
  private final Map<ProviderId, Long> stored = new ConcurrentHashMap<>();
  private final PeriodicTask task;

  /** How many endpoints each provider has that take events now. */
  private volatile Map<ProviderId, Long> delivering = Map.of();

  private volatile boolean stopping;
  private long lastFullLook = System.nanoTime() - INTERVAL.toNanos();

  PushDispatcher(
      Vertx vertx,
      PushConfig config,
      DeliveryRepository repository,
      FeedReader reader,
      PushClient client,
      PushMetrics metrics,
      MeterRegistry registry,
      Clock clock) {
    this.repository = repository;
    this.mostRuns = config.maxInFlight();
    this.parts =
        new EndpointRun.Parts(
            UUID.randomUUID(),
            vertx,
            config,
            repository,
            reader,
            client,
            new RetrySchedule(config.retries(), () -> ThreadLocalRandom.current().nextDouble()),
            clock,
            new InFlightLimit(config.maxInFlight(), registry),
            metrics);
    this.task = new PeriodicTask("push", this::look, APART, AFTER_FAILURE);
  }

  @Produces
  PeriodicTask task() {
    return task;
  }

  /** Events were stored by this replica: they are sent without waiting for the next look. */
  void eventsStored(@Observes EventsStored events) {
    events.providers().stream().filter(delivering::containsKey).forEach(this::eventsStored);
  }

  private void eventsStored(ProviderId provider) {
    List<EndpointRun> running =
        runs.values().stream().filter(run -> run.endpoint().provider().equals(provider)).toList();
    running.forEach(EndpointRun::signal);
    if (running.size() < delivering.getOrDefault(provider, 0L)
        && stored.put(provider, System.nanoTime()) == null) {
      task.soon();
    }
  }

  private Uni<Duration> look() {
    boolean isFull = System.nanoTime() - lastFullLook >= INTERVAL.toNanos();
    if (isFull) {
      lastFullLook = System.nanoTime();
      return repository
          .delivering()
          .invoke(found -> delivering = found)
          .chain(found -> found.isEmpty() ? rest() : claim(Set.of()));
    }
    Set<ProviderId> waiting = new HashSet<>(stored.keySet());
    return waiting.isEmpty() ? rest() : claim(waiting);
  }

  private Uni<Duration> rest() {
    long sinceLook = System.nanoTime() - lastFullLook;
    return Uni.createFrom().item(INTERVAL.minus(Duration.ofNanos(sinceLook)).plus(APART));
  }

  private Uni<Duration> claim(Set<ProviderId> providers) {
    int room = mostRuns - runs.size();
    if (room <= 0 || stopping) {
      return Uni.createFrom().item(INTERVAL);
    }
    long before = System.nanoTime();
    return repository
        .claim(parts.replica(), providers, LEASE, room)
        .invoke(claimed -> claimed.forEach(endpoint -> run(endpoint, before)))
        .invoke(() -> forgetOld())
        .chain(() -> stored.isEmpty() ? rest() : Uni.createFrom().item(APART));
  }

  /** What was not found for so long belongs to runs by now, or is nothing that is sent. */
  private void forgetOld() {
    long old = System.nanoTime() - LOOK_FOR.toNanos();
    stored.values().removeIf(at -> at < old);
  }

  private void run(ClaimedEndpoint endpoint, long claimedAt) {
    EndpointRun run = new EndpointRun(endpoint, parts, claimedAt, again -> ended(endpoint, again));
    runs.put(endpoint.id(), run);
    run.start();
  }

  private void ended(ClaimedEndpoint endpoint, boolean isToBeClaimed) {
    runs.remove(endpoint.id());
    if (isToBeClaimed) {
      stored.put(endpoint.provider(), System.nanoTime());
      task.soon();
    }
  }

  /** Waits for events in flight; those that are not settled by then are sent again. */
  void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
    stopping = true;
    List.copyOf(runs.values()).forEach(EndpointRun::stop);
    long until = System.nanoTime() + STOPPED_WITHIN.toNanos();
    while (!runs.isEmpty() && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(STOP_CHECK.toMillis());
    }
    if (!runs.isEmpty()) {
      LOG.warnf("stopped with deliveries in flight endpoints=%d", runs.size());
    }
  }
}
