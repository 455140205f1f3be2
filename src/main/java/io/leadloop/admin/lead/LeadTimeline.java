package io.leadloop.admin.lead;

import io.leadloop.admin.AdminLead;
import io.leadloop.admin.Problems;
import io.leadloop.http.Page;
import io.leadloop.lane.status.Lanes;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.text.LeadValues;
import io.leadloop.lead.text.ValueMask;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened to a lead, newest first, page by page: of each source one page is read at most. The
 * last page ends with its acceptance.
 */
@Singleton
public class LeadTimeline {
  /** In the place of a text that cannot be masked. */
  private static final String WITHHELD = "•••";

  private final Leads leads;
  private final TimelineSources sources;
  private final Lanes lanes;
  private final Pool pool;
  private final Clock clock;

  LeadTimeline(Leads leads, TimelineSources sources, Lanes lanes, Pool pool, Clock clock) {
    this.leads = leads;
    this.sources = sources;
    this.lanes = lanes;
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * Fails with {@code not-found}, and with {@code invalid-request} for an invalid cursor.
   *
   * @param before the cursor that the last page ended with; empty for the newest
   */
  public Uni<Timeline> of(LeadId id, Optional<String> before, int size) {
    TimelineCursor from = before.map(LeadTimeline::cursor).orElse(TimelineCursor.NEWEST);
    return leads
        .find(id)
        .map(found -> found.orElseThrow(() -> Problems.notFound("lead")))
        .chain(lead -> values(lead).chain(values -> read(lead, values, from, size)));
  }

  private static TimelineCursor cursor(String text) {
    return TimelineCursor.parse(text)
        .orElseThrow(() -> Problems.invalid("/before", "is not a valid cursor"));
  }

  /** Empty where the document was erased or cannot be read. */
  private Uni<Optional<LeadValues>> values(Lead lead) {
    return leads
        .values(pool, List.of(lead.id()))
        .map(found -> Optional.ofNullable(found.get(lead.id())));
  }

  private Uni<Timeline> read(
      Lead lead, Optional<LeadValues> values, TimelineCursor from, int size) {
    return waitsFor(lead)
        .chain(
            wait ->
                sources
                    .read(lead, from, size + 1, name -> masked(name, values))
                    .map(read -> TimelineMerge.merge(read, from, size))
                    .map(page -> page.next() == null ? withTheFirst(lead, page) : page)
                    .map(
                        page ->
                            new Timeline(
                                wait.orElse(null),
                                answer(lead, values),
                                page.items(),
                                page.next())));
  }

  private static Page<TimelineEntry> withTheFirst(Lead lead, Page<TimelineEntry> page) {
    List<TimelineEntry> all = new ArrayList<>(page.items());
    all.add(TimelineEntry.accepted(lead.createdAt()));
    return new Page<>(all, null);
  }

  private Uni<Optional<LeadWait>> waitsFor(Lead lead) {
    return isSettled(lead)
        ? Uni.createFrom().item(Optional.empty())
        : lanes
            .status(lead.customer().id())
            .map(
                lane ->
                    LeadWait.of(
                        AdminLead.of(lead), lane, !lead.customer().isByForm(), clock.instant()));
  }

  /** Whether it waits for nothing, whatever its lane is like. */
  private static boolean isSettled(Lead lead) {
    return switch (lead.state()) {
      case REJECTED, EXPIRED -> true;
      case FORWARDED -> lead.status().isPresent();
      case QUEUED, FORWARDING, UNCERTAIN, HELD -> false;
    };
  }

  /** Null where there is none, or it cannot be masked. */
  private String answer(Lead lead, Optional<LeadValues> values) {
    return lead.lastAnswer()
        .map(kept -> leads.openAnswer(lead.id(), kept))
        .flatMap(answer -> values.flatMap(known -> ValueMask.mask(answer, known)))
        .orElse(null);
  }

  private static String masked(String text, Optional<LeadValues> values) {
    return values.flatMap(known -> ValueMask.mask(text, known)).orElse(WITHHELD);
  }
}
