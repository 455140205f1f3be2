package io.leadloop.console.overview;

import io.leadloop.lane.status.LaneLine;
import io.leadloop.push.endpoint.EndpointLine;
import io.leadloop.tally.LastDay;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the gateway is, as far as it costs little to know.
 *
 * @param lanes those that are stopped, those that rest, then those that use most of their quota
 * @param failing lanes whose Oplead fails, most leads first
 * @param expiring lanes whose leads will expire, most leads first
 * @param endpoints those that deliver nothing
 * @param log how feedback gets to its log
 * @param customers whose feedback is missing
 * @param keys those that expire soon
 * @param day the last 24 hours
 * @param standing leads that are not done
 * @param firstSteps empty once there is a lead
 */
public record Overview(
    List<LaneLine> lanes,
    List<FailingLane> failing,
    List<ExpiringLane> expiring,
    List<EndpointLine> endpoints,
    LogState log,
    List<MissingFeedback> customers,
    List<ExpiringKey> keys,
    LastDay day,
    Standing standing,
    Optional<FirstSteps> firstSteps) {
  private static final Comparator<LaneLine> MOST_WAITING =
      Comparator.comparingLong(LaneLine::queue).reversed();

  /** Changes with the shown values. */
  public String version() {
    return Integer.toHexString(hashCode());
  }

  /** Whether there has never been a customer: only the first steps are shown then. */
  public boolean isFresh() {
    return firstSteps.filter(steps -> !steps.hasCustomer()).isPresent();
  }

  public List<LaneLine> refused() {
    return stopped("token_refused");
  }

  /** Those with most leads first. */
  public List<LaneLine> paused() {
    return stopped("paused");
  }

  private List<LaneLine> stopped(String state) {
    return lanes.stream().filter(l -> l.state().equals(state)).sorted(MOST_WAITING).toList();
  }

  public boolean isCalm(Instant now) {
    return lanes.stream().allMatch(lane -> lane.state().equals("open"))
        && failing.isEmpty()
        && standing.isWell()
        && expiring.isEmpty()
        && endpoints.isEmpty()
        && log.isWell(now)
        && customers.isEmpty()
        && keys.isEmpty();
  }

  /** The last 24 hours as bars. */
  public DayChart chart() {
    return DayChart.of(day);
  }

  /**
   * How feedback gets to its log.
   *
   * @param waiting feedback that is not in the log yet
   * @param oldest since when the first of it waits
   * @param setAside feedback that the log rejected
   * @param kafkaAwaySince since when Kafka has not answered this replica
   */
  public record LogState(
      long waiting, Optional<Instant> oldest, long setAside, Optional<Instant> kafkaAwaySince) {
    /** An outbox that is younger is on its way. */
    private static final int LATE_SECONDS = 30;

    public boolean isLate(Instant now) {
      return oldest.filter(since -> since.isBefore(now.minusSeconds(LATE_SECONDS))).isPresent();
    }

    LogState with(Optional<Instant> away) {
      return new LogState(waiting, oldest, setAside, away);
    }

    boolean isWell(Instant now) {
      return !isLate(now) && setAside == 0 && kafkaAwaySince.isEmpty();
    }
  }

  /**
   * A lane whose Oplead has failed for a minute at least, and has taken nothing since.
   *
   * @param slug its customer's
   * @param name its customer's
   * @param leads how many wait, counted as those of a {@link LaneLine}
   * @param since when the first of the attempts ended that failed
   * @param againAt when it is tried again; past while it is being tried
   */
  public record FailingLane(String slug, String name, long leads, Instant since, Instant againAt) {}

  /**
   * A lane that will not send all of its leads in time.
   *
   * @param leads about how many
   * @param first when the first of them expires
   */
  public record ExpiringLane(LaneLine lane, long leads, Instant first) {}

  /**
   * A customer from whose Oplead too little comes.
   *
   * @param isSilent whether none of its last leads has had a status
   * @param leads those last leads, or the leads whose feedback is overdue, counted up to 500
   */
  public record MissingFeedback(String slug, String name, boolean isSilent, long leads) {}

  /**
   * @param provider the slug of its provider; null for an administrator's
   */
  public record ExpiringKey(String name, String provider, Instant expiresAt) {}

  /**
   * Leads that are not done, and those of the last 24 hours that were given up; each state is
   * counted up to 10,000, the last two per provider.
   *
   * @param waiting for a turn or for another try; among them are uncertain ones that are tried
   *     again by themselves
   * @param uncertain all of them
   * @param undecided uncertain ones that only a callback or an administrator moves on
   * @param rejected accepted in the last 24 hours, refused, and not sent again since
   * @param expired accepted in the last 24 hours, expired, and not sent again since
   */
  public record Standing(
      long waiting, long held, long uncertain, long undecided, long rejected, long expired) {
    boolean isWell() {
      return undecided == 0 && rejected == 0;
    }
  }
}
