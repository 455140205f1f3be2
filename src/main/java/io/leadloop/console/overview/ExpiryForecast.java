package io.leadloop.console.overview;

import io.leadloop.console.overview.Overview.ExpiringLane;
import io.leadloop.lane.status.LaneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a lane will send its leads before they expire, at the rate at which it sends now. The
 * leads between the first and the last are taken as accepted at even intervals, so the number is an
 * estimate; not counted are leads that come later.
 */
final class ExpiryForecast {
  private static final double HOUR = Duration.ofHours(1).toSeconds();

  private ExpiryForecast() {}

  /**
   * Empty where all are sent in time, and for a stopped lane, whose leads are held and do not
   * expire.
   *
   * @param shelfLife where its customer has none of its own
   */
  static Optional<ExpiringLane> of(LaneLine lane, Instant now, Duration shelfLife) {
    if (!lane.state().equals("open") || lane.waiting() == 0 || lane.dueSince().isEmpty()) {
      return Optional.empty();
    }
    double kept = lane.shelfLife().orElse(shelfLife).toSeconds();
    double oldest = Duration.between(lane.dueSince().get(), now).toSeconds();
    double apart = oldest / lane.waiting();
    double turn = lane.perHour() == 0 ? Double.POSITIVE_INFINITY : HOUR / lane.perHour();
    // The lead at place n is sent after n turns, and expires after kept - oldest + n * apart.
    double lost = turn - apart;
    double inTime = lost <= 0 ? Double.POSITIVE_INFINITY : (kept - oldest) / lost;
    long leads = lane.waiting() - (long) Math.min(lane.waiting(), Math.max(0, Math.ceil(inTime)));
    double place = Math.max(0, Math.min(inTime, lane.waiting()));
    double untilFirst = Math.max(0, kept - oldest + place * apart);
    return leads == 0
        ? Optional.empty()
        : Optional.of(new ExpiringLane(lane, leads, now.plusSeconds((long) untilFirst)));
  }
}
