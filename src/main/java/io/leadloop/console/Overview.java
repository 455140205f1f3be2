package io.leadloop.console;

import io.leadloop.lane.status.LaneLine;
import io.leadloop.push.endpoint.EndpointLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the gateway is, as far as it costs little to know.
 *
 * @param lanes those that are stopped, then those that use most of their quota
 * @param outbox feedback that is not in the log yet
 * @param setAside feedback that the log rejected
 * @param oldestInOutbox since when the first of the outbox waits
 * @param silent customers of whose last leads none had a status
 * @param expiring keys that expire soon
 */
public record Overview(
    List<LaneLine> lanes,
    List<EndpointLine> endpoints,
    long outbox,
    Optional<Instant> oldestInOutbox,
    long setAside,
    List<SilentCustomer> silent,
    List<ExpiringKey> expiring) {
  /** An outbox that is younger is on its way. */
  private static final int LATE_SECONDS = 30;

  /** Changes with what is shown. */
  public String version() {
    return Integer.toHexString(hashCode());
  }

  public List<LaneLine> refused() {
    return lanes.stream().filter(lane -> lane.state().equals("token_refused")).toList();
  }

  public List<LaneLine> paused() {
    return lanes.stream().filter(lane -> lane.state().equals("paused")).toList();
  }

  public boolean isOutboxLate(Instant now) {
    return oldestInOutbox
        .filter(since -> since.isBefore(now.minusSeconds(LATE_SECONDS)))
        .isPresent();
  }

  public boolean isCalm(Instant now) {
    return lanes.stream().allMatch(lane -> lane.state().equals("open"))
        && endpoints.isEmpty()
        && !isOutboxLate(now)
        && setAside == 0
        && silent.isEmpty()
        && expiring.isEmpty();
  }

  /**
   * @param forwarded how many of its last leads Oplead has
   */
  public record SilentCustomer(String slug, String name, int forwarded) {}

  /**
   * @param provider the slug of its provider; null for an administrator's
   */
  public record ExpiringKey(String name, String provider, Instant expiresAt) {}
}
