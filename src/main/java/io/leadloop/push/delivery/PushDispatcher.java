package io.leadloop.push.delivery;

import io.leadloop.feedback.event.EventsStored;
import io.leadloop.provider.ProviderId;
import io.leadloop.push.EndpointId;
import io.leadloop.push.PushConfig;
import io.leadloop.push.queue.RetrySchedule;
import io.leadloop.push.wire.PushClient;
import io.leadloop.schedule.PeriodicTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.interceptor.Interceptor;
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
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/**
 * Claims endpoints that have something to send, and runs their delivery. It looks at once at those
 * of a provider whose events were stored by this replica, and every two seconds at those that may
 * have become due or that a replica left. At all others it looks every thirty seconds: that costs
 * an index probe each, and finds only what no living replica knows of. An endpoint belongs to one
 * replica at a time, by a lease.
 */
@ApplicationScoped
public class PushDispatcher {
  private static final Logger LOG = Logger.getLogger(PushDispatcher.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration COUNT_INTERVAL = Duration.ofSeconds(10);
  private static final Duration FULL_INTERVAL = Duration.ofSeconds(30);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** Between looks for events that were stored and cannot be read yet. */
  private static final Duration APART = Duration.ofMillis(10);

  private static final Duration LOOK_FOR = Duration.ofMillis(250);

  /** Events that a long transaction hides are looked for at longer intervals. */
  private static final Duration REMEMBER_FOR = Duration.ofSeconds(30);

  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);
  private static final Duration STOP_CHECK = Duration.ofMillis(20);

  private final ReplicaParts parts;
  private final DeliveryRepository repository;
  private final int mostRuns;
  private final Map<EndpointId, EndpointRun> runs = new ConcurrentHashMap<>();

  /** When events of providers were stored that are possibly not claimed yet. */
  private final Map<ProviderId, NanoTime> stored = new ConcurrentHashMap<>();

  private final PeriodicTask task;

  /** How many endpoints each provider has that take events now. */
  private volatile Map<ProviderId, Long> delivering = Map.of();

  /** Whether that has changed. */
  private volatile boolean stale;

  private volatile boolean stopping;
  private NanoTime lastLook = NanoTime.now().minus(INTERVAL);
  private NanoTime lastCount = NanoTime.now().minus(COUNT_INTERVAL);
  private NanoTime lastFullLook = NanoTime.now().minus(FULL_INTERVAL);

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
        new ReplicaParts(
            UUID.randomUUID(),
            vertx,
            config,
            repository,
            reader,
            client,
            new RetrySchedule(config.retries(), () -> ThreadLocalRandom.current().nextDouble()),
            clock,
            new InFlightLimit(config.maxInFlight(), registry),
            new RecoveryCounts(),
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
    if (running.size() < delivering.getOrDefault(provider, 0L)) {
      lookFor(provider);
    }
  }

  private void lookFor(ProviderId provider) {
    NanoTime before = stored.put(provider, NanoTime.now());
    if (before == null || before.isPast(LOOK_FOR)) {
      task.soon();
    }
  }

  private Uni<Duration> look() {
    if (!lastLook.isPast(INTERVAL)) {
      return claimStored(LOOK_FOR).chain(this::untilNext);
    }
    stored.values().removeIf(at -> at.isPast(REMEMBER_FOR));
    lastLook = NanoTime.now();
    boolean isFull = lastFullLook.isPast(FULL_INTERVAL);
    lastFullLook = isFull ? lastLook : lastFullLook;
    boolean isOld = stale || delivering.isEmpty() || lastCount.isPast(COUNT_INTERVAL);
    return (isOld ? count() : Uni.createFrom().voidItem())
        .chain(() -> delivering.isEmpty() ? Uni.createFrom().voidItem() : claim(isFull))
        .chain(() -> claimStored(REMEMBER_FOR))
        .chain(this::untilNext);
  }

  private Uni<Void> count() {
    stale = false;
    lastCount = NanoTime.now();
    return repository.delivering().invoke(found -> delivering = found).replaceWithVoid();
  }

  private Uni<Duration> untilNext() {
    boolean isSoon = stored.values().stream().anyMatch(at -> !at.isPast(LOOK_FOR));
    return Uni.createFrom().item(isSoon ? APART : INTERVAL.minus(lastLook.age()).plus(APART));
  }

  private Uni<Void> claimStored(Duration within) {
    Set<ProviderId> providers = new HashSet<>();
    stored.forEach(
        (provider, at) -> {
          if (!at.isPast(within)) {
            providers.add(provider);
          }
        });
    return providers.isEmpty()
        ? Uni.createFrom().voidItem()
        : claim(room -> repository.claim(parts.id(), providers, EndpointLease.LASTS, room));
  }

  private Uni<Void> claim(boolean idle) {
    return claim(room -> repository.claim(parts.id(), idle, EndpointLease.LASTS, room));
  }

  private Uni<Void> claim(IntFunction<Uni<List<ClaimedEndpoint>>> claiming) {
    int room = mostRuns - runs.size();
    if (room <= 0 || stopping) {
      return Uni.createFrom().voidItem();
    }
    NanoTime before = NanoTime.now();
    return claiming
        .apply(room)
        .invoke(claimed -> claimed.forEach(endpoint -> run(endpoint, before)))
        .replaceWithVoid();
  }

  private void run(ClaimedEndpoint endpoint, NanoTime claimed) {
    EndpointRun run = new EndpointRun(endpoint, parts, claimed, this::ended);
    EndpointRun fencedOff = runs.put(endpoint.id(), run);
    if (fencedOff != null) {
      fencedOff.stop();
    }
    if (!delivering.containsKey(endpoint.provider())) {
      stale = true;
    }
    run.start();
    if (stopping) {
      run.stop(); // It was being claimed when the others were stopped.
    }
  }

  private void ended(EndpointRun run, boolean isToBeClaimed) {
    runs.remove(run.endpoint().id(), run);
    stale = true;
    if (isToBeClaimed) {
      lookFor(run.endpoint().provider());
    }
  }

  /** Before anything is waited for, so that all waits are one. */
  void beginToStop(@Observes @Priority(Interceptor.Priority.APPLICATION) ShutdownEvent shutdown) {
    stopping = true;
    List.copyOf(runs.values()).forEach(EndpointRun::stop);
  }

  /** Waits for events in flight; those that are not settled by then are sent again. */
  void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
    long until = System.nanoTime() + STOPPED_WITHIN.toNanos();
    while (!runs.isEmpty() && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(STOP_CHECK.toMillis());
    }
    if (!runs.isEmpty()) {
      LOG.warnf("stopped with deliveries in flight endpoints=%d", runs.size());
    }
  }
}
