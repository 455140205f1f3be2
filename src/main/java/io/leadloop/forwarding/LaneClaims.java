package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Claims leads within each lane's quota, for one replica at a time a lane.
 *
 * <p>Two statements, not one: a statement sees the rows as they were when it began, so one that
 * both locked a lane and counted its log could count before another replica's claim and lock after
 * it. The second statement begins when the locks are held and sees every slot there is.
 *
 * <p>The count is exact at Oplead, too: a slot's time is never earlier than the request's arrival
 * there, and nothing is sent before its claim, so the requests that arrive within any window were
 * all counted by the last claim among them.
 */
@ApplicationScoped
class LaneClaims {
  private static final int LANES_AT_ONCE = 64;

  private static final String LOCK_LANES =
      """
      select l.customer_id from lane l
      -- One look into the index a lane: as a plain join, every lead that waits would be read.
      cross join lateral (select from lead where customer_id = l.customer_id
        and state in ('queued', 'uncertain') and next_attempt_at <= now()
        order by next_attempt_at limit 1) due
      where l.state = 'open' and l.sleeps_until <= now()
      order by l.claimed_at limit $1
      for update of l skip locked
      """;

  private static final String CLAIM =
      """
      with quota as (
        select c.id as customer_id, c.requests_per_minute - log.used as free, log.used, log.oldest
        from customer c cross join lateral (
          select count(*) as used, min(coalesce(s.sent_at, now())) as oldest
          from lane_slot s where s.customer_id = c.id
            and coalesce(s.sent_at, s.lease_until) > now() - $2 * interval '1 ms') log
        where c.id = any($1)
      ), due as (
        select d.id from quota q cross join lateral (
          select id from lead where customer_id = q.customer_id
            and state in ('queued', 'uncertain') and next_attempt_at <= now()
            and (not_after is null or not_after > now())
          order by next_attempt_at, id limit greatest(q.free, 0) for update skip locked) d
        limit $3
      ), claimed as (
        update lead l set state = 'forwarding', claims = claims + 1, attempts = attempts + 1,
          possible_duplicate = possible_duplicate or state = 'uncertain',
          lease_until = now() + $4 * interval '1 ms', next_attempt_at = null, updated_at = now()
        from due where l.id = due.id
        returning l.id, l.claims, l.attempts, l.customer_id, l.provider_id, l.document, l.lease_until
      ), slots as (
        insert into lane_slot (lead_id, claim, customer_id, lease_until)
        select id, claims, customer_id, lease_until from claimed
      ), taken as (
        select customer_id, count(*) as leads, count(*) filter (where claims = 1) as first_claims
        from claimed group by customer_id
      ), turns as (
        update lane l set claimed_at = now(), departures = departures + coalesce(t.first_claims, 0),
          quota_used = q.used + coalesce(t.leads, 0), quota_oldest = coalesce(q.oldest, now())
        from quota q left join taken t using (customer_id) where l.customer_id = q.customer_id
      )
      select k.*, c.slug, c.oplead_base_url, c.oplead_token, p.name as provider_name
      from claimed k join customer c on c.id = k.customer_id join provider p on p.id = k.provider_id
      order by k.id
      """;

  private final Pool pool;
  private final long windowMillis;
  private final long leaseMillis;

  LaneClaims(Pool pool, LaneConfig lane, ForwardingConfig forwarding) {
    this.pool = pool;
    this.windowMillis = lane.window().plus(lane.margin()).toMillis();
    this.leaseMillis = forwarding.lease().toMillis();
  }

  /**
   * @param limit how many the caller can send at once
   * @return what is now this replica's to send, until its lease ends
   */
  Uni<List<ClaimedLead>> claim(int limit) {
    return pool.withTransaction(
        tx ->
            lockLanes(tx)
                .chain(
                    lanes ->
                        lanes.isEmpty()
                            ? Uni.createFrom().item(List.of())
                            : claim(tx, lanes, limit)));
  }

  private Uni<List<UUID>> lockLanes(SqlClient tx) {
    return tx.preparedQuery(LOCK_LANES)
        .execute(Tuple.of(LANES_AT_ONCE))
        .map(rows -> Batch.list(rows, row -> row.getUUID("customer_id")));
  }

  private Uni<List<ClaimedLead>> claim(SqlClient tx, List<UUID> lanes, int limit) {
    Batch<UUID> parameters =
        Batch.of(lanes).uuids(id -> id).value(windowMillis).value(limit).value(leaseMillis);
    return tx.preparedQuery(CLAIM)
        .execute(parameters.tuple())
        .map(rows -> Batch.list(rows, LaneClaims::claimed));
  }

  private static ClaimedLead claimed(Row row) {
    return new ClaimedLead(
        new LeadId(row.getUUID("id")),
        row.getInteger("claims"),
        row.getInteger("attempts"),
        new CustomerId(row.getUUID("customer_id")),
        row.getString("slug"),
        Optional.ofNullable(row.getString("oplead_base_url")).map(URI::create),
        row.getBuffer("oplead_token").getBytes(),
        row.getString("provider_name"),
        row.getBuffer("document").getBytes());
  }
}
