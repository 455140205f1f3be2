package io.leadloop.statistics;

import io.leadloop.tally.TallyQuery;
import io.leadloop.tally.TallyReader;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Reads the figures of a query, unless the answer would be too long. */
@Singleton
class StatisticsReader {
  /** A line has about 20 counts. */
  private static final int MOST_COUNTS = 100_000;

  private final TallyReader tallies;

  StatisticsReader(TallyReader tallies) {
    this.tallies = tallies;
  }

  Uni<StatisticsView> read(TallyQuery query, boolean showsProvider) {
    return tallies
        .read(query, MOST_COUNTS)
        .map(
            lines ->
                StatisticsView.of(
                    query,
                    lines.orElseThrow(
                        () ->
                            StatisticsQuery.invalid(
                                "/by",
                                "the answer is too long: choose total, a shorter period or one"
                                    + " customer")),
                    showsProvider));
  }
}
