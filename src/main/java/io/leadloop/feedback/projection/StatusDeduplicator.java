package io.leadloop.feedback.projection;

import io.leadloop.lead.LeadStatus;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Knows the source of each reported status of a lead: one that comes from two sources is news once.
 * One that comes again from the same source is news, since the customer may have set it again.
 */
final class StatusDeduplicator {
  /** A change that two sources report has about the same time by either clock. */
  private static final Duration TOGETHER = Duration.ofMinutes(1);

  private final Set<String> earlier;
  private final Map<String, StatusSource> now = new HashMap<>();
  private StatusSource way;
  private boolean otherwise;

  /**
   * @param way the source that reported the lead's status last; null where there is none
   * @param earlier every reported status, as {@link #key} has it, if any came from a source other
   *     than a callback
   */
  StatusDeduplicator(StatusSource way, Set<String> earlier) {
    this.way = way;
    this.earlier = Set.copyOf(earlier);
  }

  /**
   * Whether another source reported that status before.
   *
   * @param current the lead's status, or null
   */
  boolean covers(StatusSource by, ReportedStatus reported, LeadStatus current) {
    boolean same = isTheSame(by, reported, current);
    if (same) {
      way = by;
    }
    return same
        || by == StatusSource.POLL && isNotNewer(reported, current)
        || reported.dated() && wasReported(by, key(reported.status()));
  }

  /** The status is reported now. */
  void record(StatusSource by, ReportedStatus reported) {
    if (!reported.late()) {
      way = by;
    }
    now.put(key(reported.status()), by);
    otherwise |= by != StatusSource.CALLBACK;
  }

  private boolean wasReported(StatusSource by, String status) {
    return earlier.contains(status) || now.containsKey(status) && now.get(status) != by;
  }

  private boolean isTheSame(StatusSource by, ReportedStatus reported, LeadStatus current) {
    return current != null
        && way != null
        && way != by
        && current.code().equals(reported.status().code())
        && Objects.equals(current.label(), reported.status().label())
        && Duration.between(current.at(), reported.status().at()).abs().compareTo(TOGETHER) <= 0;
  }

  /** What was read from Oplead fills a gap, and never goes back. */
  private static boolean isNotNewer(ReportedStatus reported, LeadStatus current) {
    return current != null
        && (Objects.equals(current.label(), reported.status().label())
            || !reported.status().at().isAfter(current.at()));
  }

  /** One status at one time, to the second. */
  static String key(LeadStatus status) {
    return status.label() + "@" + status.at().truncatedTo(ChronoUnit.SECONDS);
  }

  StatusSource way() {
    return way;
  }

  /** Whether a source other than a callback reported a status. */
  boolean otherwise() {
    return otherwise;
  }
}
