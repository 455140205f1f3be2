package io.leadloop.console.overview;

import io.leadloop.console.overview.Overview.ExpiringLane;
import io.leadloop.feedback.log.LogContact;
import io.leadloop.lane.status.LaneBoard;
import io.leadloop.lane.status.LaneLine;
import io.leadloop.lead.ShelfLifeConfig;
import io.leadloop.push.endpoint.EndpointBoard;
import io.leadloop.store.TtlCache;
import io.leadloop.tally.TallyReader;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Reads the overview; for all who watch it, once per replica and few seconds. */
@Singleton
class OverviewReader {
  private static final Duration WATCHED_EVERY = Duration.ofMillis(4500);
  private static final int MOST_LANES = 40;
  private static final int MOST_ENDPOINTS = 20;

  private final LaneBoard lanes;
  private final EndpointBoard endpoints;
  private final TallyReader tallies;
  private final TroubleReader troubles;
  private final FailingLaneReader failing;
  private final FirstStepsReader firstSteps;
  private final LogContact contact;
  private final Duration shelfLife;
  private final Clock clock;
  private final TtlCache<Class<?>, Overview> watched =
      new TtlCache<>(overview -> read(), WATCHED_EVERY);

  OverviewReader(
      LaneBoard lanes,
      EndpointBoard endpoints,
      TallyReader tallies,
      TroubleReader troubles,
      FailingLaneReader failing,
      FirstStepsReader firstSteps,
      LogContact contact,
      ShelfLifeConfig leads,
      Clock clock) {
    this.lanes = lanes;
    this.endpoints = endpoints;
    this.tallies = tallies;
    this.troubles = troubles;
    this.failing = failing;
    this.firstSteps = firstSteps;
    this.contact = contact;
    this.shelfLife = leads.shelfLife();
    this.clock = clock;
  }

  /** As of some seconds ago. */
  Uni<Overview> watch() {
    return watched.get(Overview.class);
  }

  /** As of now. */
  Uni<Overview> read() {
    return Uni.combine()
        .all()
        .unis(
            lanes.first(MOST_LANES),
            failing.read(),
            endpoints.broken(MOST_ENDPOINTS),
            troubles.log(),
            troubles.missingFeedback(),
            troubles.expiringKeys(),
            troubles.standing(),
            tallies.lastDay(clock.instant()),
            firstSteps.read())
        .usingConcurrencyOf(1)
        .with(
            (lines, fails, broken, log, missing, keys, standing, day, steps) ->
                new Overview(
                    lines,
                    fails,
                    expiring(lines, clock.instant()),
                    broken,
                    log.with(contact.awaySince()),
                    missing,
                    keys,
                    day,
                    standing,
                    steps));
  }

  private List<ExpiringLane> expiring(List<LaneLine> lines, Instant now) {
    return lines.stream()
        .flatMap(lane -> ExpiryForecast.of(lane, now, shelfLife).stream())
        .sorted(Comparator.comparingLong(ExpiringLane::leads).reversed())
        .toList();
  }
}
