package io.leadloop.feedback.callback;

import io.leadloop.customer.CustomerId;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.callback.CallbackReader;
import io.leadloop.oplead.callback.LeadReport;
import io.leadloop.store.Batch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Receives subscription reports on all of a customer's leads, and stores those about leads of this
 * gateway, matched by Oplead's id. All others are counted ({@code leadloop.notifications}, by
 * {@code kind} and {@code outcome}) and dropped unread, since they are about leads of others.
 */
@ApplicationScoped
public class Notifications {
  private static final int LONGEST_ID = 100;

  /** The maximum parts of one body in memory at a time. */
  private static final int AT_ONCE = 32;

  /** The number of look-ups: a report may arrive before the answer with Oplead's id is stored. */
  private static final int LOOKS = 6;

  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(500);

  /** Looked up id by id ({@code offset 0}), whatever statistics say. */
  private static final String OURS =
      """
      select p.lead_id as id, p.oplead_id from unnest($2::text[]) as given(id)
      cross join lateral (select lead_id, oplead_id from lead_progress
        where customer_id = $1 and oplead_id = given.id offset 0) p
      """;

  private static final String IS_SENDING =
      """
      select exists (select from lane_request where customer_id = $1 and kind = 'lead') as sending
      """;

  private final Pool pool;
  private final CallbackReader reader;
  private final Callbacks callbacks;
  private final MeterRegistry metrics;

  Notifications(Pool pool, CallbackReader reader, Callbacks callbacks, MeterRegistry metrics) {
    this.pool = pool;
    this.reader = reader;
    this.callbacks = callbacks;
    this.metrics = metrics;
  }

  /**
   * Completes when all reports on our leads are durable; fails if they cannot be matched or stored
   * now. A body about several leads is split.
   *
   * @param contentType the header, or null
   * @param body any body
   */
  public Uni<Void> take(SubscriptionToken token, String contentType, byte[] body) {
    List<LeadReport> parts =
        reader.reports(contentType, body).stream().filter(Notifications::mayBeOurs).toList();
    return parts.isEmpty()
        ? storeWhole(token, contentType, body)
        : find(token.customer(), parts, 1)
            .chain(
                found ->
                    found.isEmpty()
                        ? storeWhole(token, contentType, body)
                        : keep(token, parts, found));
  }

  private Uni<Void> storeWhole(SubscriptionToken token, String contentType, byte[] body) {
    List<LeadReport> whole =
        reader
            .leadId(contentType, body)
            .map(id -> new LeadReport(id, contentType, () -> body))
            .filter(Notifications::mayBeOurs)
            .stream()
            .toList();
    if (whole.isEmpty()) {
      count(token, "unreadable");
      return Uni.createFrom().voidItem();
    }
    return find(token.customer(), whole, 1).chain(found -> keep(token, whole, found));
  }

  private static boolean mayBeOurs(LeadReport report) {
    return report.leadId().length() <= LONGEST_ID;
  }

  /** Finds our leads by Oplead's id. */
  private Uni<Map<String, List<LeadId>>> find(
      CustomerId customer, List<LeadReport> reports, int look) {
    String[] ids = reports.stream().map(LeadReport::leadId).toArray(String[]::new);
    return pool.preparedQuery(OURS)
        .execute(Tuple.of(customer.value(), ids))
        .map(rows -> Batch.list(rows, row -> row))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            row -> row.getString("oplead_id"),
                            Collectors.mapping(
                                row -> new LeadId(row.getUUID("id")), Collectors.toList()))))
        .chain(
            found ->
                found.size() == ids.length || look == LOOKS
                    ? Uni.createFrom().item(found)
                    : isSending(customer)
                        .chain(
                            sending ->
                                sending
                                    ? later(() -> find(customer, reports, look + 1))
                                    : Uni.createFrom().item(found)));
  }

  private Uni<Boolean> isSending(CustomerId customer) {
    return pool.preparedQuery(IS_SENDING)
        .execute(Tuple.of(customer.value()))
        .map(rows -> rows.iterator().next().getBoolean("sending"));
  }

  private static <T> Uni<T> later(Supplier<Uni<? extends T>> look) {
    return Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN_AFTER).chain(look);
  }

  private Uni<Void> keep(
      SubscriptionToken token, List<LeadReport> reports, Map<String, List<LeadId>> found) {
    reports.forEach(
        report -> count(token, found.containsKey(report.leadId()) ? "matched" : "foreign"));
    return Multi.createFrom()
        .items(reports.stream().filter(report -> found.containsKey(report.leadId())))
        .onItem()
        .transformToUni(report -> keep(token, report, found.get(report.leadId())))
        .merge(AT_ONCE)
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> keep(SubscriptionToken token, LeadReport report, List<LeadId> leads) {
    byte[] body = report.body();
    return Uni.join()
        .all(
            leads.stream()
                .map(lead -> callbacks.take(lead, token.kind(), report.contentType(), body))
                .toList())
        .andFailFast()
        .replaceWithVoid();
  }

  private void count(SubscriptionToken token, String outcome) {
    Counter.builder("leadloop.notifications")
        .description("Reports from Oplead's subscriptions")
        .tags("kind", token.kind().wireName(), "outcome", outcome)
        .register(metrics)
        .increment();
  }
}
