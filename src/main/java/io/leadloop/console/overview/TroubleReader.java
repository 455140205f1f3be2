package io.leadloop.console.overview;

import io.leadloop.console.overview.Overview.ExpiringKey;
import io.leadloop.console.overview.Overview.LogState;
import io.leadloop.console.overview.Overview.MissingFeedback;
import io.leadloop.console.overview.Overview.Standing;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what needs somebody, other than lanes and endpoints. Each statement follows an index and
 * counts up to a limit, however many leads there are.
 */
@Singleton
class TroubleReader {
  static final String LOG =
      """
      select (select count(*) from (select from outbox limit 100000) o) as waiting,
        (select count(*) from (select from outbox_set_aside limit 100000) s)
          + (select count(*) from (select from dead_letter limit 100000) d) as set_aside,
        (select created_at from outbox order by position limit 1) as oldest
      """;

  /**
   * Customers of whose last twenty leads or more none has had a status: feedback does not arrive at
   * all; then those with most leads that are overdue, of the first 50 that have any.
   */
  static final String MISSING_FEEDBACK =
      """
      with recursive late as (
        (select customer_id, 1 as n from awaited_feedback where silent_until is null
          order by customer_id limit 1)
        union all
        (select a.customer_id, l.n + 1 from late l cross join lateral (
          select customer_id from awaited_feedback
          where silent_until is null and customer_id > l.customer_id
          order by customer_id limit 1) a
        where l.n < 50)
      ), silent as (
        select customer_id, forwarded::bigint as leads from customer_pace
        where forwarded >= 20 and with_feedback = 0 order by customer_id limit 10
      ), overdue as (
        select l.customer_id, n.leads from late l cross join lateral (
          select count(*) as leads from (select from awaited_feedback
            where customer_id = l.customer_id and silent_until is null limit 500) a) n
        where l.customer_id not in (select customer_id from silent)
        order by n.leads desc, l.customer_id limit 10
      )
      select c.slug, c.name, m.is_silent, m.leads
      from (select customer_id, true as is_silent, leads from silent
        union all select customer_id, false, leads from overdue) m
      cross join lateral (select slug, name from customer where id = m.customer_id limit 1) c
      order by m.is_silent desc, m.leads desc, c.slug
      """;

  static final String EXPIRING_KEYS =
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

  /**
   * In the order of the partial indexes of these states. A lead that waits has a time at which it
   * expires. More than 1,000 are counted as arrivals and departures, as the held ones are that had
   * no turn, and up to 10,000 retries.
   */
  static final String STANDING =
      """
      select case when w.waiting < 1000 then w.waiting else greatest(w.waiting,
          (select coalesce(sum(leads), 0) from lane_arrivals)
          - (select coalesce(sum(departures), 0) from lane) - h.held
          + (select count(*) from (select from lead_queue where retry and due_at < 'infinity'
            order by provider_id, lead_id limit 10000) r))::bigint end as waiting,
        h.held, (select count(*) from (select from lead_progress where state = 'uncertain'
          order by provider_id, lead_id limit 10000) u) as uncertain,
        (select count(*) from (select customer_id from lead_progress
          where state = 'uncertain' and due_at = 'infinity' order by customer_id limit 10000) u)
          as undecided
      from (select count(*) as waiting from (select from lead_queue
          where expires_at < 'infinity' order by expires_at limit 1000) q) w
      cross join (select count(*) as held from (select customer_id from lead_progress
          where state = 'held' order by customer_id limit 10000) p) h
      """;

  /**
   * The leads that the lists of these states show for the last 24 hours: of each provider that has
   * any, those from the first id of that time on.
   */
  static final String GIVEN_UP =
      """
      with recursive owner as (
        select s.state, (select p.provider_id from lead_progress p where p.state = s.state
            and p.state in ('rejected', 'uncertain', 'held', 'expired')
          order by p.provider_id, p.lead_id limit 1) as provider_id
        from (values ('rejected'), ('expired')) s (state)
        union all
        select o.state, (select p.provider_id from lead_progress p where p.state = o.state
            and p.state in ('rejected', 'uncertain', 'held', 'expired')
            and p.provider_id > o.provider_id
          order by p.provider_id, p.lead_id limit 1)
        from owner o where o.provider_id is not null
      )
      select coalesce(sum(n.leads) filter (where o.state = 'rejected'), 0)::bigint as rejected,
        coalesce(sum(n.leads) filter (where o.state = 'expired'), 0)::bigint as expired
      from owner o cross join lateral (select count(*) as leads from (
        select from lead_progress p where p.state = o.state
          and p.state in ('rejected', 'uncertain', 'held', 'expired')
          and p.provider_id = o.provider_id and p.lead_id >= first_id(now() - interval '1 day')
        order by p.lead_id limit 10000) l) n
      where o.provider_id is not null
      """;

  private final ReadPool reads;

  TroubleReader(ReadPool reads) {
    this.reads = reads;
  }

  /** How feedback gets to its log, by the database alone. */
  Uni<LogState> log() {
    return rows(
            LOG,
            row ->
                new LogState(
                    row.getLong("waiting"),
                    Optional.ofNullable(row.getOffsetDateTime("oldest"))
                        .map(OffsetDateTime::toInstant),
                    row.getLong("set_aside"),
                    Optional.empty()))
        .map(rows -> rows.get(0));
  }

  Uni<List<MissingFeedback>> missingFeedback() {
    return rows(
        MISSING_FEEDBACK,
        row ->
            new MissingFeedback(
                row.getString("slug"),
                row.getString("name"),
                row.getBoolean("is_silent"),
                row.getLong("leads")));
  }

  Uni<List<ExpiringKey>> expiringKeys() {
    return rows(
        EXPIRING_KEYS,
        row ->
            new ExpiringKey(
                row.getString("name"),
                row.getString("provider"),
                row.getOffsetDateTime("expires_at").toInstant()));
  }

  Uni<Standing> standing() {
    return rows(STANDING, row -> row)
        .chain(now -> rows(GIVEN_UP, row -> standing(now.get(0), row)))
        .map(rows -> rows.get(0));
  }

  private static Standing standing(Row now, Row day) {
    return new Standing(
        now.getLong("waiting"),
        now.getLong("held"),
        now.getLong("uncertain"),
        now.getLong("undecided"),
        day.getLong("rejected"),
        day.getLong("expired"));
  }

  private <T> Uni<List<T>> rows(String sql, Function<Row, T> reading) {
    return reads.get().preparedQuery(sql).execute().map(rows -> Batch.list(rows, reading));
  }
}
