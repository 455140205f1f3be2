package io.leadloop.forwarding;

import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.Outcome;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Sends leads in rounds, as many at once as configured. Each is claimed, sent and settled on its
 * own, with no transaction open while Oplead is asked.
 */
@ApplicationScoped
class Forwarder {
  private static final Logger LOG = Logger.getLogger(Forwarder.class);
  private static final int SETTLED_WITHIN_SECONDS = 15;
  private static final Duration SETTLE_AGAIN_AFTER = Duration.ofMillis(200);
  private static final Duration SETTLE_AGAIN_EVERY = Duration.ofSeconds(5);

  private final ForwardingConfig config;
  private final LaneClaims claims;
  private final Delivery delivery;
  private final Settlements settlements;
  private final RetryPolicy policy;
  private final Phaser underWay = new Phaser(1);
  private Cancellable running = () -> {};

  Forwarder(
      ForwardingConfig config, LaneClaims claims, Delivery delivery, Settlements settlements) {
    this.config = config;
    this.claims = claims;
    this.delivery = delivery;
    this.settlements = settlements;
    this.policy = new RetryPolicy(config, () -> ThreadLocalRandom.current().nextDouble());
  }

  void start(@Observes StartupEvent started) {
    running =
        Multi.createFrom()
            .ticks()
            .every(config.pollInterval())
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> round())
            .subscribe()
            .with(claimed -> {}, e -> LOG.error("the forwarder ended", e));
  }

  /** Lets what is under way be settled; what is not by then is uncertain when its lease ends. */
  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    running.cancel();
    int phase = underWay.arriveAndDeregister();
    try {
      underWay.awaitAdvanceInterruptibly(phase, SETTLED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warnf("stopped with attempts under way attempts=%d", underWay.getRegisteredParties());
    }
  }

  private Uni<Integer> round() {
    int room = config.concurrency() - (underWay.getRegisteredParties() - 1);
    if (room <= 0) {
      return Uni.createFrom().item(0);
    }
    return claims
        .claim(room)
        .invoke(claimed -> claimed.forEach(this::forward))
        .map(List::size)
        .onFailure()
        .invoke(e -> LOG.warnf("no claim now cause=%s", e.toString()))
        .onFailure()
        .recoverWithItem(0);
  }

  private void forward(ClaimedLead lead) {
    underWay.register();
    long start = System.nanoTime();
    Uni.createFrom()
        .deferred(() -> delivery.attempt(lead))
        .chain(reply -> settle(lead, reply).invoke(() -> log(lead, reply.outcome(), start)))
        .eventually(underWay::arriveAndDeregister)
        .subscribe()
        .with(done -> {}, e -> LOG.errorf(e, "attempt failed lead=%s", lead.id()));
  }

  /**
   * Until the database has it: the answer is known here only, and a lead whose answer is lost is
   * sent to Oplead a second time.
   */
  private Uni<Void> settle(ClaimedLead lead, OpleadReply reply) {
    Verdict verdict = policy.decide(reply.outcome(), lead.attempt());
    return Uni.createFrom()
        .deferred(() -> settlements.settle(lead, reply, verdict))
        .onFailure()
        .retry()
        .withBackOff(SETTLE_AGAIN_AFTER, SETTLE_AGAIN_EVERY)
        .indefinitely();
  }

  private static void log(ClaimedLead lead, Outcome outcome, long start) {
    LOG.infof(
        "attempt settled lead=%s customer=%s attempt=%d outcome=%s duration_ms=%d",
        lead.id(),
        lead.customerSlug(),
        lead.attempt(),
        outcome.getClass().getSimpleName(),
        Duration.ofNanos(System.nanoTime() - start).toMillis());
  }
}
