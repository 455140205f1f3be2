package io.leadloop.console.customer;

import io.leadloop.admin.customer.CustomerAdministration;
import io.leadloop.lane.status.QuotaUsage;
import io.leadloop.store.TtlCache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Reads what changes on a customer's page; for all who watch it, once per replica and seconds. */
@Singleton
class LaneWatch {
  private static final Duration WATCHED_EVERY = Duration.ofMillis(4500);

  private final CustomerAdministration customers;
  private final QuotaUsage usage;
  private final TtlCache<String, WatchedLane> watched = new TtlCache<>(this::read, WATCHED_EVERY);

  LaneWatch(CustomerAdministration customers, QuotaUsage usage) {
    this.customers = customers;
    this.usage = usage;
  }

  /** As of some seconds ago. */
  Uni<WatchedLane> watch(String slug) {
    return watched.get(slug);
  }

  /** As of now. Fails with {@code not-found}. */
  Uni<WatchedLane> read(String slug) {
    return customers
        .show(slug)
        .chain(
            customer ->
                usage.of(slug).map(parts -> new WatchedLane(customer, UsageStrip.of(parts))));
  }
}
