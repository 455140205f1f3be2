package io.leadloop.feedback.projection;

import io.leadloop.lead.LeadStatus;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Knows which statuses of a lead were told by which way: one that comes by two ways is news once.
 * What comes again by the way by which it came is news, since the customer may have set it again.
 */
final class StatusDeduplicator {
  /** One change that is told by two ways has about the same time, whoever's clock it is by. */
  private static final Duration TOGETHER = Duration.ofMinutes(1);

  private final Set<String> earlier;
  private final Map<String, StatusSource> now = new HashMap<>();
  private StatusSource way;
  private boolean otherwise;

  /**
   * @param way how the lead's status was told last; null where there is none
   * @param earlier every status that was told, as {@link #key} has it, where any was not told by a
   *     callback
   */
  StatusDeduplicator(StatusSource way, Set<String> earlier) {
    this.way = way;
    this.earlier = Set.copyOf(earlier);
  }

  /**
   * Whether that status was told before, by another way.
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
        || reported.dated() && wasTold(by, key(reported.status()));
  }

  /** The status is told now. */
  void tell(StatusSource by, ReportedStatus told) {
    if (!told.late()) {
      way = by;
    }
    now.put(key(told.status()), by);
    otherwise |= by != StatusSource.CALLBACK;
  }

  private boolean wasTold(StatusSource by, String status) {
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

  /** Whether a status was told otherwise than by a callback. */
  boolean otherwise() {
    return otherwise;
  }
}
