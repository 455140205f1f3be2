package io.leadloop.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.tally.Figures;
import io.leadloop.tally.TallyLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The leads of one provider for one customer.
 *
 * @param at when the part of the period begins
 * @param provider for administrators only
 * @param taken leads accepted
 * @param forwarded those that Oplead has
 * @param rejected how often Oplead refused one for good
 * @param held how often one was put on hold
 * @param expired those that were not forwarded in time
 * @param withFirstStatus those that have had a status
 * @param coverage the part of the forwarded leads that has had a status; null of fewer than 20
 * @param statuses changes of status by code
 * @param medianSecondsToForwarding since the acceptance, within 19 %; null of fewer than 20
 * @param medianSecondsToFirstStatus since the forwarding, within 19 %; null of fewer than 20
 */
public record StatisticsItem(
    Instant at,
    @JsonInclude(JsonInclude.Include.NON_NULL) String provider,
    String customer,
    long taken,
    long forwarded,
    long rejected,
    long held,
    long expired,
    long withFirstStatus,
    Double coverage,
    Map<String, Long> statuses,
    Long medianSecondsToForwarding,
    Long medianSecondsToFirstStatus) {
  static StatisticsItem of(TallyLine line, boolean showsProvider) {
    Figures figures = line.figures();
    return new StatisticsItem(
        line.at(),
        showsProvider ? line.provider() : null,
        line.customer(),
        figures.taken(),
        figures.forwarded(),
        figures.rejected(),
        figures.held(),
        figures.expired(),
        figures.withFirstStatus(),
        rounded(figures.coverage()),
        figures.statuses(),
        seconds(figures.medianToForwarding()),
        seconds(figures.medianToFirstStatus()));
  }

  private static Double rounded(OptionalDouble rate) {
    return rate.isEmpty() ? null : Math.round(rate.getAsDouble() * 1000) / 1000.0;
  }

  private static Long seconds(Optional<Duration> duration) {
    return duration.map(Duration::toSeconds).orElse(null);
  }
}
