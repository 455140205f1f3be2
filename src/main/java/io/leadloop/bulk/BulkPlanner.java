package io.leadloop.bulk;

import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.QueueEstimate;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadIds;
import io.leadloop.lead.Leads;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Estimates operations: it counts a bounded number of leads, and asks their lanes. */
@ApplicationScoped
class BulkPlanner {
  private static final int LEADS_AT_ONCE = 1_000;

  /** Pages that are counted; one may have few leads or none. */
  private static final int MOST_PAGES = 20;

  private static final int SHOWN_LANES = 20;

  static final String LANES =
      """
      select g.id, c.slug, o.open, o.waiting, o.quota, o.used, o.oldest, o.newest, o.sleeps_until,
        o.sleep_reason, o.pace
      from unnest($1::uuid[]) as g(id)
      cross join lateral (select slug from customer where id = g.id limit 1) c
      cross join lateral lane_outlook(g.id, $2 * interval '1 ms') o
      """;

  private final Leads leads;
  private final BulkCandidates candidates;
  private final ReadPool reads;
  private final Duration window;
  private final Clock clock;

  BulkPlanner(
      Leads leads, BulkCandidates candidates, ReadPool reads, LaneConfig lane, Clock clock) {
    this.leads = leads;
    this.candidates = candidates;
    this.reads = reads;
    this.window = lane.window();
    this.clock = clock;
  }

  /** Fails with {@code invalid-body} for a filter that does not fit the action. */
  Uni<BulkPlan> plan(BulkAction action, BulkFilter filter) {
    filter.check(action);
    return count(action, filter).chain(count -> plan(action, filter, count));
  }

  private Uni<Count> count(BulkAction action, BulkFilter filter) {
    Count count = new Count();
    return Multi.createBy()
        .repeating()
        .uni(() -> nextPage(action, filter, count))
        .until(done -> count.isEnded())
        .collect()
        .last()
        .replaceWith(count);
  }

  private Uni<Count> nextPage(BulkAction action, BulkFilter filter, Count count) {
    return leads
        .idsInStates(
            filter.slug(), filter.leads().from(count.cursor), filter.states(action), LEADS_AT_ONCE)
        .chain(
            page ->
                candidates
                    .of(reads.get(), page.ids(), filter.states(action))
                    .map(found -> count.add(page, found)));
  }

  private Uni<BulkPlan> plan(BulkAction action, BulkFilter filter, Count count) {
    return lanes(count.byCustomer)
        .map(
            lanes ->
                new BulkPlan(
                    action,
                    filter,
                    count.leads,
                    count.cursor.isPresent(),
                    count.leftOut,
                    longest(lanes),
                    lanes.stream().limit(SHOWN_LANES).toList()));
  }

  /** Null if one of them is not known. */
  private static Long longest(List<BulkPlan.Lane> lanes) {
    return lanes.stream().map(BulkPlan.Lane::seconds).anyMatch(Objects::isNull)
        ? null
        : lanes.stream().mapToLong(BulkPlan.Lane::seconds).max().orElse(0);
  }

  /** Those with the most leads first. */
  private Uni<List<BulkPlan.Lane>> lanes(Map<UUID, Long> byCustomer) {
    return byCustomer.isEmpty()
        ? Uni.createFrom().item(List.of())
        : reads
            .get()
            .preparedQuery(LANES)
            .execute(Batch.of(byCustomer.keySet()).uuids(id -> id).value(window.toMillis()).tuple())
            .map(rows -> Batch.list(rows, row -> lane(row, byCustomer.get(row.getUUID("id")))))
            .map(
                found ->
                    found.stream()
                        .sorted(Comparator.comparing(BulkPlan.Lane::leads).reversed())
                        .toList());
  }

  private BulkPlan.Lane lane(Row row, long count) {
    QueueEstimate estimate = QueueEstimate.of(row);
    Long seconds =
        estimate
            .turn(Math.max(0, estimate.waiting()) + count - 1, clock.instant(), window)
            .map(turn -> Math.max(0, Duration.between(clock.instant(), turn).toSeconds()))
            .orElse(null);
    return new BulkPlan.Lane(row.getString("slug"), count, seconds);
  }

  /** What was counted so far; one subscriber at a time adds to it. */
  private static final class Count {
    private final Map<UUID, Long> byCustomer = new HashMap<>();
    private Optional<LeadId> cursor = Optional.empty();
    private int pages;
    private long leads;
    private long leftOut;

    private Count add(LeadIds page, BulkCandidates.Page found) {
      found.byCustomer().forEach((customer, count) -> byCustomer.merge(customer, count, Long::sum));
      leads += found.leads().size();
      leftOut += found.stopped();
      cursor = page.next();
      pages++;
      return this;
    }

    private boolean isEnded() {
      return pages == MOST_PAGES || pages > 0 && cursor.isEmpty();
    }
  }
}
