package io.leadloop.console.lead;

import io.leadloop.admin.AdminLead;
import io.leadloop.admin.lead.LeadWait;
import io.leadloop.admin.lead.Timeline;
import io.leadloop.lead.LeadState;
import java.util.List;

/**
 * What changes on a lead's page.
 *
 * @param timeline a part of what happened to it, and what it waits for
 */
public record WatchedLead(AdminLead lead, Timeline timeline) {
  /** Changes with the shown values. */
  public String version() {
    return Integer.toHexString(hashCode());
  }

  /** The entries of that part. */
  public List<TimelineLine> lines() {
    return timeline.items().stream().map(TimelineLine::of).toList();
  }

  public LeadChoices choices() {
    return LeadChoices.of(lead, waitsFor(), lines());
  }

  /** Why it waits; null if it waits for nothing. */
  LeadWait.Reason waitsFor() {
    return timeline.waitsFor() == null ? null : timeline.waitsFor().reason();
  }

  /** Whether its attempts are those since it was sent again, and there were others before. */
  public boolean isRestarted() {
    int current = lead.state() == LeadState.FORWARDED ? lead.attempts() - 1 : lead.attempts();
    return lead.failedAttempts() != null
        && lead.failedAttempts().stream()
            .anyMatch(failed -> failed.number() != null && failed.number() > current);
  }
}
