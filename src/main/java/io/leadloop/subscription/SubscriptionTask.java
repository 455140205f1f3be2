package io.leadloop.subscription;

import io.leadloop.schedule.PeriodicTask;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Checks customers' subscriptions after changes, once a day, and soon after a failure; several
 * customers at a time, so that a hanging Oplead does not block the others.
 */
@ApplicationScoped
class SubscriptionTask {
  private static final Logger LOG = Logger.getLogger(SubscriptionTask.class);
  private static final int CUSTOMERS_AT_ONCE = 16;

  /** Longer than one run may take. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final SubscriptionCheckRepository checks;
  private final SubscriptionReconciler reconciler;
  private final SubscriptionConfig config;

  SubscriptionTask(
      SubscriptionCheckRepository checks,
      SubscriptionReconciler reconciler,
      SubscriptionConfig config) {
    this.checks = checks;
    this.reconciler = reconciler;
    this.config = config;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("keep subscriptions", this::run, config.retryAfter());
  }

  /** Repeats at once if more customers are due than one run checks. */
  private Uni<Duration> run() {
    return checks
        .claim(CUSTOMERS_AT_ONCE, LEASE)
        .chain(this::checkAll)
        // A slow Oplead's check is ended and settled even if its round was given up meanwhile.
        .memoize()
        .indefinitely();
  }

  private Uni<Duration> checkAll(List<ClaimedCheck> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndMerge(this::check)
        .collect()
        .last()
        .replaceWith(due.size() < CUSTOMERS_AT_ONCE ? config.interval() : Duration.ZERO);
  }

  /** A failure affects only its customer. */
  private Uni<Void> check(ClaimedCheck check) {
    return Uni.createFrom()
        .deferred(() -> reconciler.reconcile(check))
        .onFailure()
        .recoverWithItem(e -> CheckResult.EMPTY.failed(e.getClass().getSimpleName()))
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
    LOG.warnf("subscription check failed customer=%s cause=%s", check.slug(), why);
  }
}
