package io.leadloop.console;

import io.leadloop.lane.status.LaneBoard;
import io.leadloop.lane.status.LaneLine;
import io.leadloop.push.endpoint.EndpointBoard;
import io.leadloop.push.endpoint.EndpointLine;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.leadloop.store.TtlCache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Reads the overview; for all who watch it, once per replica and few seconds. */
@Singleton
class OverviewReader {
  private static final Duration WATCHED_EVERY = Duration.ofMillis(4500);
  private static final int MOST_LANES = 40;
  private static final int MOST_ENDPOINTS = 20;

  private static final String OUTBOX =
      """
      select (select count(*) from (select from outbox limit 100000) o) as waiting,
        (select count(*) from outbox_set_aside) as set_aside,
        (select created_at from outbox order by position limit 1) as oldest
      """;

  /** Twenty leads without any status: feedback does not arrive at all. */
  private static final String SILENT =
      """
      select c.slug, c.name, p.forwarded
      from customer_pace p join customer c on c.id = p.customer_id
      where p.forwarded >= 20 and p.with_feedback = 0 order by c.slug limit 10
      """;

  private static final String EXPIRING =
      """
      select name, null as provider, expires_at from administrator_key
      where revoked_at is null and expires_at between now() and now() + interval '14 days'
      union all
      select coalesce(k.name, k.public_id), p.slug, k.expires_at
      from provider_key k join provider p on p.id = k.provider_id
      where k.revoked_at is null and p.disabled_at is null
        and k.expires_at between now() and now() + interval '14 days'
      order by expires_at limit 10
      """;

  private final LaneBoard lanes;
  private final EndpointBoard endpoints;
  private final ReadPool reads;
  private final TtlCache<Class<?>, Overview> watched =
      new TtlCache<>(overview -> read(), WATCHED_EVERY);

  OverviewReader(LaneBoard lanes, EndpointBoard endpoints, ReadPool reads) {
    this.lanes = lanes;
    this.endpoints = endpoints;
    this.reads = reads;
  }

  /** As of some seconds ago. */
  Uni<Overview> watch() {
    return watched.get(Overview.class);
  }

  /** As of now. */
  Uni<Overview> read() {
    return lanes
        .first(MOST_LANES)
        .chain(lines -> endpoints.broken(MOST_ENDPOINTS).chain(broken -> read(lines, broken)));
  }

  private Uni<Overview> read(List<LaneLine> lines, List<EndpointLine> broken) {
    return rows(OUTBOX)
        .map(rows -> rows.get(0))
        .chain(
            outbox ->
                rows(SILENT)
                    .chain(
                        silent ->
                            rows(EXPIRING)
                                .map(
                                    expiring ->
                                        overview(lines, broken, outbox, silent, expiring))));
  }

  private static Overview overview(
      List<LaneLine> lines,
      List<EndpointLine> broken,
      Row outbox,
      List<Row> silent,
      List<Row> expiring) {
    return new Overview(
        lines,
        broken,
        outbox.getLong("waiting"),
        Optional.ofNullable(outbox.getOffsetDateTime("oldest")).map(OffsetDateTime::toInstant),
        outbox.getLong("set_aside"),
        silent.stream()
            .map(
                row ->
                    new Overview.SilentCustomer(
                        row.getString("slug"), row.getString("name"), row.getInteger("forwarded")))
            .toList(),
        expiring.stream()
            .map(
                row ->
                    new Overview.ExpiringKey(
                        row.getString("name"),
                        row.getString("provider"),
                        row.getOffsetDateTime("expires_at").toInstant()))
            .toList());
  }

  private Uni<List<Row>> rows(String sql) {
    return reads.get().preparedQuery(sql).execute().map(rows -> Batch.list(rows, row -> row));
  }
}
