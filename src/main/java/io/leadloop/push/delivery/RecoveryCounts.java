package io.leadloop.push.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leadloop.push.EndpointId;

/**
 * The successes of endpoints that were slowed down, over this replica's leases. A lease ends when
 * there is nothing to send, so an endpoint with few events would not recover within one.
 */
final class RecoveryCounts {
  private static final int MOST_ENDPOINTS = 10_000;

  private final Cache<EndpointId, Integer> successes =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(MOST_ENDPOINTS).build();

  /** The successes since the pace last changed; 0 if none are known. */
  int of(EndpointId endpoint) {
    Integer known = successes.getIfPresent(endpoint);
    return known == null ? 0 : known;
  }

  /**
   * Keeps the successes for the next lease.
   *
   * @param count 0 forgets them
   */
  void keep(EndpointId endpoint, int count) {
    if (count == 0) {
      successes.invalidate(endpoint);
    } else {
      successes.put(endpoint, count);
    }
  }
}
