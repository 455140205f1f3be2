package io.leadloop.statistics;

import io.leadloop.tally.TallyLine;
import io.leadloop.tally.TallyQuery;
import java.time.Instant;
import java.util.List;

/**
 * Figures of a period. Each lead counts in the hour of its acceptance, whenever something happens
 * to it; test leads do not count.
 *
 * @param from the period's begin, inclusive
 * @param until its end, exclusive
 * @param by how it is divided
 * @param items in order of time; parts in which no lead was accepted are left out
 */
public record StatisticsView(Instant from, Instant until, String by, List<StatisticsItem> items) {
  static StatisticsView of(TallyQuery query, List<TallyLine> lines, boolean showsProvider) {
    return new StatisticsView(
        query.from(),
        query.until(),
        query.step().wireName(),
        lines.stream().map(line -> StatisticsItem.of(line, showsProvider)).toList());
  }
}
