package io.leadloop.push.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leadloop.push.EndpointId;
import java.util.Set;
import java.util.UUID;

/**
 * How endpoints recover and fail, over this replica's leases: the successes of those that were
 * slowed down, and the leads that failed in a row. A lease ends when there is nothing to send, so
 * an endpoint with few events would neither recover nor fail within one.
 */
final class RecoveryCounts {
  private static final int MOST_ENDPOINTS = 10_000;

  private final Cache<EndpointId, Counts> kept =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(MOST_ENDPOINTS).build();

  /** Nothing if none are known. */
  Counts of(EndpointId endpoint) {
    Counts known = kept.getIfPresent(endpoint);
    return known == null ? Counts.NONE : known;
  }

  /** Keeps the counts for the next lease. */
  void keep(EndpointId endpoint, Counts counts) {
    if (counts.equals(Counts.NONE)) {
      kept.invalidate(endpoint);
    } else {
      kept.put(endpoint, counts);
    }
  }

  /**
   * The counts of one endpoint.
   *
   * @param successes since the pace last changed, if it is reduced
   * @param failedInARow the leads whose events failed since the last success
   */
  record Counts(int successes, Set<UUID> failedInARow) {
    static final Counts NONE = new Counts(0, Set.of());

    Counts {
      failedInARow = Set.copyOf(failedInARow);
    }
  }
}
