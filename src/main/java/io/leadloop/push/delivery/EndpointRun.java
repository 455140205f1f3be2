package io.leadloop.push.delivery;

import io.leadloop.push.EndpointState;
import io.leadloop.push.PushConfig;
import io.leadloop.push.wire.PushClient;
import io.leadloop.push.wire.PushReply;
import io.leadloop.push.wire.PushTarget;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Delivers to one endpoint for as long as this replica holds its lease and there is something to
 * send. Rounds of statements follow one another: read the feed, commit, read leads that are due;
 * events are sent meanwhile. Reads depend on the committed rows of leads, so no two statements
 * overlap, and a round that has to write a lead's row begins with that. Everything happens on one
 * Vert.x context, without locks.
 */
final class EndpointRun {
  private static final Logger LOG = Logger.getLogger(EndpointRun.class);

  /** The events that are read at once, and held. */
  private static final int EVENTS = 200;

  private static final int COMMIT_AT = 64;
  private static final Duration COMMIT_EVERY = Duration.ofMillis(50);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration LEADS_EVERY = Duration.ofMillis(100);
  private static final Duration RELOAD_EVERY = Duration.ofSeconds(5);

  /** After an event was stored it is visible only when older transactions have ended. */
  private static final Duration LOOK_FOR = Duration.ofMillis(250);

  /** For so long an event in flight may keep the cursor back where nothing else can be sent. */
  private static final Duration SLOW = Duration.ofMillis(500);

  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration IDLE_FOR = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
  private static final int RENEWALS = 4;

  private final ClaimedEndpoint endpoint;
  private final Parts parts;
  private final Context loop;
  private final DeliveryQueue queue;
  private final EndpointHealth health;
  private final PushMetrics.OfProvider metrics;
  private final DeliveryLog log;
  private final BiConsumer<EndpointRun, Boolean> onEnd;
  private PushTarget target;
  private EndpointState state;
  private Settlement uncommitted;
  private int inFlight;
  private FeedEvent slow;
  private long slowSince;
  private boolean working;
  private boolean stopping;
  private boolean ended;
  private boolean more = true;
  private boolean woken;
  private long timer = -1;
  private long heldUntil;
  private long lastCommit;
  private long lastRead;
  private long lastLeads;
  private long lastReload;
  private long lastUse;
  private long lookUntil;

  /**
   * @param claimedAt {@link System#nanoTime} before the claim
   * @param onEnd called once, when the lease is over, with whether the endpoint is to be claimed at
   *     once
   */
  EndpointRun(
      ClaimedEndpoint endpoint,
      Parts parts,
      long claimedAt,
      BiConsumer<EndpointRun, Boolean> onEnd) {
    this.endpoint = endpoint;
    this.parts = parts;
    this.loop = parts.vertx().getOrCreateContext();
    this.queue =
        new DeliveryQueue(endpoint.cursor(), endpoint.filter(), parts.schedule(), parts.clock());
    this.health =
        new EndpointHealth(
            endpoint, parts.config().disableAfter(), parts.schedule(), parts.clock());
    this.metrics = parts.metrics().of(endpoint.providerSlug());
    this.log = new DeliveryLog(endpoint);
    this.onEnd = onEnd;
    this.target = endpoint.target();
    this.state = endpoint.state();
    this.heldUntil = claimedAt + PushDispatcher.LEASE.toNanos();
    this.lastCommit = claimedAt;
    this.lastReload = claimedAt;
    this.lastUse = claimedAt;
    this.lastRead = claimedAt - LOOK_EVERY.toNanos();
    this.lastLeads = claimedAt - LEADS_EVERY.toNanos();
  }

  ClaimedEndpoint endpoint() {
    return endpoint;
  }

  void start() {
    onLoop(this::round);
  }

  /** Events of the provider were stored. */
  void signal() {
    onLoop(
        () -> {
          lookUntil = System.nanoTime() + LOOK_FOR.toNanos();
          wakeUp();
        });
  }

  /** Ends the lease once what is in flight has ended. */
  void stop() {
    onLoop(
        () -> {
          stopping = true;
          wakeUp();
        });
  }

  private void onLoop(Runnable step) {
    loop.runOnContext(here -> step.run());
  }

  private void wakeUp() {
    if (working) {
      woken = true;
    } else if (!ended) {
      after(Duration.ZERO);
    }
  }

  private void after(Duration delay) {
    parts.vertx().cancelTimer(timer);
    if (delay.isZero()) {
      round();
    } else {
      timer = parts.vertx().setTimer(delay.toMillis(), due -> onLoop(this::round));
    }
  }

  private void round() {
    if (working || ended) {
      return;
    }
    working = true;
    woken = false;
    commitIfNeeded()
        .chain(this::reloadIfDue)
        .chain(this::readIfDue)
        .invoke(() -> send())
        .chain(this::commitIfDue)
        .chain(this::readLeadsIfDue)
        .subscribe()
        .with(done -> onLoop(this::roundEnded), e -> onLoop(() -> roundFailed(e)));
  }

  private void roundEnded() {
    working = false;
    send();
    if (isOver()) {
      end();
    } else if (!ended) {
      after(untilNext());
    }
  }

  private void roundFailed(Throwable e) {
    working = false;
    LOG.warnf("push store failed endpoint=%s cause=%s", endpoint.id(), e.toString());
    if (System.nanoTime() > heldUntil) {
      close();
    } else {
      after(AFTER_FAILURE);
    }
  }

  private boolean isStopping() {
    return stopping || health.isStopped() || !state.isDelivering();
  }

  private boolean isOver() {
    boolean isIdle = queue.size() == 0 && queue.ownLeads() == 0 && !queue.hasRows();
    return !ended
        && inFlight == 0
        && (isStopping() || isIdle && !more && isPast(lastUse, IDLE_FOR) && !isLooking());
  }

  private Duration untilNext() {
    boolean hasRoom = more && queue.size() < EVENTS && !isStopping();
    if (woken || hasRoom || queue.uncommitted() >= COMMIT_AT) {
      return Duration.ofMillis(1);
    } else if (isLooking() || queue.hasRows()) {
      return SOON;
    }
    return COMMIT_EVERY;
  }

  private boolean isLooking() {
    return System.nanoTime() < lookUntil;
  }

  private static boolean isPast(long since, Duration interval) {
    return System.nanoTime() - since >= interval.toNanos();
  }

  /** A read depends on the rows of leads, but not on the cursor. */
  private Uni<Void> commitIfNeeded() {
    return uncommitted != null || queue.hasRows() ? commit() : Uni.createFrom().voidItem();
  }

  private Uni<Void> commitIfDue() {
    boolean isDue =
        queue.uncommitted() >= COMMIT_AT
            || queue.uncommitted() > 0 && isPast(lastCommit, COMMIT_EVERY)
            || isPast(lastCommit, PushDispatcher.LEASE.dividedBy(RENEWALS));
    return isDue && !ended ? commit() : Uni.createFrom().voidItem();
  }

  private Uni<Void> commit() {
    long before = System.nanoTime();
    uncommitted = uncommitted == null ? queue.take() : uncommitted;
    return parts
        .repository()
        .settle(endpoint, parts.replica(), PushDispatcher.LEASE, uncommitted)
        .invoke(held -> committed(held, before))
        .replaceWithVoid();
  }

  private void committed(Optional<EndpointState> held, long before) {
    if (held.isEmpty()) {
      LOG.infof("push lease lost endpoint=%s", endpoint.id());
      close();
      return;
    }
    state = held.get();
    queue.committed(uncommitted);
    uncommitted.givenUp().forEach(this::givenUp);
    uncommitted = null;
    lastCommit = before;
    heldUntil = before + PushDispatcher.LEASE.toNanos();
  }

  private Uni<Void> reloadIfDue() {
    if (ended || !isPast(lastReload, RELOAD_EVERY)) {
      return Uni.createFrom().voidItem();
    }
    lastReload = System.nanoTime();
    return parts
        .repository()
        .held(List.of(endpoint.id()), parts.replica())
        .invoke(found -> found.forEach(this::reloaded))
        .invoke(found -> stopping |= found.isEmpty())
        .replaceWithVoid();
  }

  private void reloaded(ClaimedEndpoint now) {
    target = now.target();
    queue.filterBy(now.filter());
    health.limitTo(now.maxInFlight());
  }

  private Uni<Void> readIfDue() {
    boolean isDue = more || isLooking() || isPast(lastRead, LOOK_EVERY);
    if (ended || isStopping() || !isDue) {
      return Uni.createFrom().voidItem();
    } else if (queue.size() >= EVENTS) {
      passIfSlow();
      return Uni.createFrom().voidItem();
    }
    lastRead = System.nanoTime();
    return parts
        .reader()
        .after(endpoint, queue.end(), EVENTS)
        .invoke(
            events -> {
              queue.add(events);
              more = events.size() == EVENTS;
              lastUse = events.isEmpty() ? lastUse : System.nanoTime();
            })
        .replaceWithVoid();
  }

  /** Nothing but an event in flight keeps more from being read, and has done so for a while. */
  private void passIfSlow() {
    FeedEvent blocking = queue.blocking().orElse(null);
    if (blocking == null || blocking != slow) {
      slow = blocking;
      slowSince = System.nanoTime();
    } else if (isPast(slowSince, SLOW)) {
      queue.passSlowest(parts.config().timeout().multipliedBy(2));
    }
  }

  private Uni<Void> readLeadsIfDue() {
    int room = health.inFlight() - queue.ownLeads();
    if (ended || isStopping() || room <= 0 || !isPast(lastLeads, LEADS_EVERY)) {
      return Uni.createFrom().voidItem();
    }
    lastLeads = System.nanoTime();
    return parts
        .reader()
        .due(endpoint, queue.end(), queue.sentFromOwnCursors(), room)
        .invoke(
            due -> {
              queue.addOwn(due);
              lastUse = due.isEmpty() ? lastUse : System.nanoTime();
              lastLeads = due.size() == room ? lastLeads - LEADS_EVERY.toNanos() : lastLeads;
            })
        .replaceWithVoid();
  }

  private void send() {
    while (mayStart()) {
      int forOwn = Math.max(1, health.inFlight() / 2);
      Optional<Sending> next = queue.next(forOwn);
      if (next.isEmpty()) {
        parts.inFlight().release();
        return;
      }
      send(next.get());
    }
  }

  /** Nothing is sent that could end after the lease. */
  private boolean mayStart() {
    long left = heldUntil - System.nanoTime();
    return !ended
        && !isStopping()
        && inFlight < health.inFlight()
        && left > parts.config().timeout().toNanos()
        && parts.inFlight().tryAcquire();
  }

  private void send(Sending sending) {
    inFlight++;
    parts
        .client()
        .post(target, sending.event().message(), sending.attempt())
        .subscribe()
        .with(
            reply -> onLoop(() -> sent(sending, reply)), bug -> onLoop(() -> failed(sending, bug)));
  }

  /** A bug: the event is sent again under the next lease. */
  private void failed(Sending sending, Throwable bug) {
    LOG.errorf(bug, "event not sent endpoint=%s event=%s", endpoint.id(), sending.event().id());
    inFlight--;
    parts.inFlight().release();
    close();
  }

  private void sent(Sending sending, PushReply reply) {
    inFlight--;
    parts.inFlight().release();
    AnswerMeaning meaning = AnswerMeaning.of(reply);
    metrics.ended(meaning, reply);
    if (ended) {
      return;
    }
    boolean wasStopped = health.isStopped();
    AnswerMeaning forTheLead = health.isProbing() ? meaning.ofAProbe() : meaning;
    health.ended(sending.event().leadId(), meaning, reply);
    queue.ended(sending, forTheLead, reply);
    lastUse = System.nanoTime();
    if (meaning != AnswerMeaning.DELIVERED) {
      log.failed(sending, meaning, reply);
    }
    send();
    if (health.isStopped() && !wasStopped || inFlight == 0 || queue.uncommitted() >= COMMIT_AT) {
      wakeUp();
    }
  }

  private void givenUp(DeliveryRecord last) {
    metrics.givenUp();
    log.givenUp(last);
  }

  /** Commits what is left and ends the lease. */
  private void end() {
    working = true;
    queue.close();
    commit()
        .chain(() -> ended ? Uni.createFrom().voidItem() : release())
        .subscribe()
        .with(done -> onLoop(this::close), e -> onLoop(() -> roundFailed(e)));
  }

  private Uni<Void> release() {
    EndpointHealth.Release release = health.release();
    return (health.hasRecovered() ? parts.repository().wake(endpoint) : Uni.createFrom().voidItem())
        .chain(() -> parts.repository().release(endpoint, parts.replica(), release))
        .invoke(released -> log.released(release, released))
        .replaceWithVoid();
  }

  /** The lease is over, or was lost. */
  private void close() {
    if (!ended) {
      ended = true;
      parts.vertx().cancelTimer(timer);
      onEnd.accept(this, health.hasRecovered());
    }
  }

  /**
   * What all runs of this replica share.
   *
   * @param replica the holder of the leases
   */
  record Parts(
      UUID replica,
      Vertx vertx,
      PushConfig config,
      DeliveryRepository repository,
      FeedReader reader,
      PushClient client,
      RetrySchedule schedule,
      Clock clock,
      InFlightLimit inFlight,
      PushMetrics metrics) {}
}
