package io.leadloop.subscription;

import io.leadloop.rounds.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks at customers' subscriptions when what is wanted has changed, once a day, and again soon
 * where something went wrong; some customers at a time, so that one whose Oplead hangs does not
 * keep the others waiting.
 */
@ApplicationScoped
class SubscriptionTask {
  private static final Logger LOG = Logger.getLogger(SubscriptionTask.class);
  private static final int CUSTOMERS_AT_ONCE = 16;

  /** Longer than a round may take. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final SubscriptionCheckRepository checks;
  private final SubscriptionReconciler upkeep;
  private final SubscriptionConfig config;
  private Rounds rounds;

  SubscriptionTask(
      SubscriptionCheckRepository checks,
      SubscriptionReconciler upkeep,
      SubscriptionConfig config) {
    this.checks = checks;
    this.upkeep = upkeep;
    this.config = config;
  }

  void start(@Observes StartupEvent started) {
    rounds = Rounds.start("keep subscriptions", this::look, Duration.ZERO, config.retryAfter());
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.close();
  }

  /** Goes on at once while more customers are due than are looked at together. */
  private Uni<Duration> look() {
    return checks.claim(CUSTOMERS_AT_ONCE, LEASE).chain(this::keepAll);
  }

  private Uni<Duration> keepAll(List<ClaimedCheck> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndMerge(this::keep)
        .collect()
        .last()
        .replaceWith(due.size() < CUSTOMERS_AT_ONCE ? config.interval() : Duration.ZERO);
  }

  /** Whatever goes wrong with one customer stays with it. */
  private Uni<Void> keep(ClaimedCheck check) {
    return Uni.createFrom()
        .deferred(() -> upkeep.keep(check))
        .onFailure()
        .recoverWithItem(e -> CheckResult.NOTHING_YET.failed(e.getClass().getSimpleName()))
        .invoke(result -> result.error().ifPresent(why -> warn(check, why)))
        .chain(
            result ->
                checks.settle(
                    check,
                    result,
                    result.isComplete() ? config.checkInterval() : config.retryAfter()))
        .onFailure()
        .invoke(e -> warn(check, e.toString()))
        .onFailure()
        .recoverWithNull();
  }

  private static void warn(ClaimedCheck check, String why) {
    LOG.warnf("subscriptions not kept customer=%s cause=%s", check.slug(), why);
  }
}
