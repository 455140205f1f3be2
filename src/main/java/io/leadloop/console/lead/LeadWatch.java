package io.leadloop.console.lead;

import io.leadloop.admin.LeadAdministration;
import io.leadloop.admin.lead.LeadTimeline;
import io.leadloop.lead.LeadId;
import io.leadloop.store.TtlCache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Reads a lead's page; for all who watch it, once per replica and few seconds. */
@Singleton
class LeadWatch {
  private static final int SIZE = 50;
  private static final Duration WATCHED_EVERY = Duration.ofMillis(4500);

  private final LeadAdministration leads;
  private final LeadTimeline timelines;
  private final TtlCache<LeadId, WatchedLead> watched =
      new TtlCache<>(lead -> read(lead, Optional.empty()), WATCHED_EVERY);

  LeadWatch(LeadAdministration leads, LeadTimeline timelines) {
    this.leads = leads;
    this.timelines = timelines;
  }

  /** The newest part, as of some seconds ago. Fails with {@code not-found}. */
  Uni<WatchedLead> watch(LeadId lead) {
    return watched.get(lead);
  }

  /**
   * As of now. Fails with {@code not-found}, and with {@code invalid-request} for an invalid
   * cursor.
   *
   * @param before the cursor of an older part; empty for the newest
   */
  Uni<WatchedLead> read(LeadId lead, Optional<String> before) {
    return leads
        .show(lead)
        .chain(
            found ->
                timelines.of(lead, before, SIZE).map(timeline -> new WatchedLead(found, timeline)));
  }
}
