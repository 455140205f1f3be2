package io.leadloop.lane.dispatch;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneEffect;
import io.leadloop.lane.RetryPolicy;
import io.leadloop.lane.WorkArrived;
import io.leadloop.lane.call.CallMetrics;
import io.leadloop.lane.call.CustomerGuards;
import io.leadloop.lane.pace.PaceRepository;
import io.leadloop.lead.LeadTraces;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.schedule.LastingContext;
import io.leadloop.schedule.PeriodicTask;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sends the work of all lanes, as many requests at once as configured. It polls the lanes when one
 * is due, when work arrived at this replica, and when a call ended and freed capacity. Each attempt
 * is then sent and settled on its own, with no transaction open during the call to Oplead.
 */
@ApplicationScoped
public class LaneDispatcher {
  /** Under the category that src/docs/operator/guide.md names. */
  private static final Logger LOG = Logger.getLogger("io.leadloop.forwarding");

  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(25);
  private static final Duration SETTLE_AGAIN_AFTER = Duration.ofMillis(200);
  private static final Duration SETTLE_AGAIN_EVERY = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(500);

  private final Vertx vertx;
  private final CallConfig config;
  private final OpleadConfig oplead;
  private final LaneClaims claims;
  private final PaceRepository paces;
  private final RetryPolicy policy;
  private final CustomerGuards guards;
  private final CallMetrics metrics;
  private final LeadTraces traces;
  private final Clock clock;
  private final InFlightCalls inFlight = new InFlightCalls();
  private Set<CustomerId> arrivals = new HashSet<>();
  private volatile boolean waitsForRoom;
  private final PeriodicTask polls;

  LaneDispatcher(
      Vertx vertx,
      CallConfig config,
      OpleadConfig oplead,
      LaneClaims claims,
      PaceRepository paces,
      CustomerGuards guards,
      CallMetrics metrics,
      LeadTraces traces,
      Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.oplead = oplead;
    this.claims = claims;
    this.paces = paces;
    this.policy = new RetryPolicy(config, () -> 0);
    this.guards = guards;
    this.metrics = metrics;
    this.traces = traces;
    this.clock = clock;
    this.polls =
        new PeriodicTask("look at the lanes", this::look, config.pause(), LOOK_AGAIN_AFTER);
  }

  @Produces
  PeriodicTask polls() {
    return polls;
  }

  /**
   * Waits for calls in flight, after the last poll; one that is not settled by then is uncertain
   * when its lease ends.
   */
  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    if (!inFlight.awaitEnd(SETTLED_WITHIN)) {
      LOG.warnf("stopped with attempts in flight attempts=%d", inFlight.count());
    }
  }

  /** Work was accepted by this replica: its lanes are polled next. */
  void workArrived(@Observes WorkArrived arrived) {
    synchronized (this) {
      arrivals.addAll(arrived.lanes());
    }
    polls.soon();
  }

  /**
   * Holds room for calls that are about to be claimed outside of a poll; during one there is none
   * in the lanes that it has locked.
   *
   * @param wanted calls in each lane; fewer may be held
   */
  public HeldRoom hold(Map<CustomerId, Integer> wanted) {
    long now = System.nanoTime();
    return new HeldRoom(
        inFlight.hold(wanted, config.concurrencyPerCustomer(), config.concurrency()),
        attempt -> make(attempt, now),
        this::release);
  }

  /** Polls if a look may have found no room because of what was held. */
  private void release(Map<CustomerId, Integer> held) {
    boolean wasFull = waitsForRoom || held.keySet().stream().anyMatch(this::isFull);
    inFlight.release(held);
    if (wasFull) {
      polls.soon();
    }
  }

  private boolean isFull(CustomerId lane) {
    return inFlight.count(lane) >= config.concurrencyPerCustomer();
  }

  private Uni<Duration> look() {
    int room = inFlight.beginClaim(config.concurrency());
    waitsForRoom = room <= 0;
    Set<CustomerId> arrived = takeArrivals();
    return (room > 0
            ? claim(room, arrived)
            : claims.leave(arrived).replaceWith(config.pollInterval()))
        .onFailure()
        .invoke(() -> returnArrivals(arrived))
        .eventually(inFlight::endClaim)
        // What was claimed is sent or given back even if the look was given up meanwhile.
        .memoize()
        .indefinitely();
  }

  private Uni<Duration> claim(int room, Set<CustomerId> arrived) {
    long before = System.nanoTime();
    return claims
        .claim(arrived, room, inFlight)
        .invoke(claim -> claim.attempts().forEach(attempt -> make(attempt, before)))
        .map(claim -> shorter(claim.untilNext(), config.pollInterval()));
  }

  private void make(Attempt attempt, long claimedAt) {
    inFlight.begin(attempt);
    LastingContext.of(vertx).runOnContext(here -> sendAndSettle(attempt, claimedAt));
  }

  private void sendAndSettle(Attempt attempt, long claimedAt) {
    Uni.createFrom()
        .deferred(() -> send(attempt, claimedAt))
        .call(reply -> settle(attempt, reply).invoke(() -> log(attempt, reply, claimedAt)))
        .chain(reply -> pace(attempt, reply.outcome()))
        .eventually(() -> ended(attempt))
        .subscribe()
        .with(done -> {}, e -> LOG.errorf(e, "attempt failed %s", attempt.subject()));
  }

  /**
   * A claim whose lease has no room left for the longest call is not sent any more: the lane would
   * count the request at the end of the lease, and another replica might have the lead by then.
   */
  private Uni<OpleadReply> send(Attempt attempt, long claimedAt) {
    Duration room = config.lease().minus(oplead.longestCall(attempt.carriesDocument()));
    if (System.nanoTime() - claimedAt > room.toNanos()) {
      return Uni.createFrom()
          .item(OpleadReply.unsent(new Outcome.NotAsked("claimed too long ago", Duration.ZERO)));
    }
    Instant began = clock.instant();
    long asked = System.nanoTime();
    return guards
        .guard(attempt.account().customer(), attempt.account().slug(), attempt::send)
        .invoke(reply -> metrics.record(attempt.kind(), reply, System.nanoTime() - asked))
        .invoke(reply -> trace(attempt, reply, began));
  }

  private void trace(Attempt attempt, OpleadReply reply, Instant began) {
    traces.record(
        "send " + attempt.kind().wireName(),
        SpanKind.CLIENT,
        attempt.lead(),
        began,
        Map.of(
            "leadloop.customer", attempt.account().slug(),
            "leadloop.outcome", reply.outcome().getClass().getSimpleName()));
  }

  /**
   * Until the database has it: the answer is known here only, and a lead whose answer is lost is
   * sent to Oplead a second time.
   */
  private static Uni<Void> settle(Attempt attempt, OpleadReply reply) {
    Supplier<Uni<Void>> settlement = attempt.settlement(reply);
    return Uni.createFrom()
        .deferred(settlement::get)
        .onFailure()
        .retry()
        .withBackOff(SETTLE_AGAIN_AFTER, SETTLE_AGAIN_EVERY)
        .indefinitely();
  }

  private Uni<Void> pace(Attempt attempt, Outcome outcome) {
    return outcome instanceof Outcome.Throttled throttled
            && policy.pause(throttled) instanceof LaneEffect.Throttle throttle
        ? paces.refused(attempt.account().customer(), attempt.slot(), throttle.howLong())
        : Uni.createFrom().voidItem();
  }

  /** Polls again if this call freed capacity. */
  private void ended(Attempt attempt) {
    boolean wasFull = isFull(attempt.account().customer());
    inFlight.end(attempt);
    if (wasFull || waitsForRoom) {
      polls.soon();
    }
  }

  private synchronized Set<CustomerId> takeArrivals() {
    Set<CustomerId> taken = arrivals;
    arrivals = new HashSet<>();
    return taken;
  }

  private synchronized void returnArrivals(Set<CustomerId> lanes) {
    arrivals.addAll(lanes);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static void log(Attempt attempt, OpleadReply reply, long start) {
    reply
        .flaw()
        .ifPresent(
            flaw ->
                LOG.warnf(
                    "Oplead's answer is flawed %s customer=%s flaw=%s outcome=%s",
                    attempt.subject(),
                    attempt.account().slug(),
                    flaw.wireName(),
                    reply.outcome().getClass().getSimpleName()));
    LOG.infof(
        "attempt settled %s customer=%s outcome=%s duration_ms=%d",
        attempt.subject(),
        attempt.account().slug(),
        reply.outcome().getClass().getSimpleName(),
        Duration.ofNanos(System.nanoTime() - start).toMillis());
  }
}
