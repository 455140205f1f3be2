package io.leadloop.forwarding;

import io.leadloop.customer.OpleadAccounts;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneRoom;
import io.leadloop.lane.LaneWork;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Claims leads of many lanes at once, fairly between their providers. */
@ApplicationScoped
@Priority(300)
class LeadWork implements LaneWork {
  static final String DUE =
      """
      exists (select from lead where customer_id = l.customer_id
        and state in ('queued', 'uncertain') and next_attempt_at <= now()
        and coalesce(expires_at, now()) > now())\
      """;

  /**
   * Claims for the locked lanes {@code $1}, each with room for {@code $2} more calls here, {@code
   * $4} leads at most; {@code $3} is the window and {@code $5} the lease in milliseconds, {@code
   * $6} whether uncertain leads are looked up first.
   *
   * <p>Step by step: slots that left the window are forgotten, and what is free follows from their
   * number. Of each provider that waits, the first leads are candidates, fresh ones, retries and
   * those that are nearly too late apart. Start-time fair queueing merges the providers: a lead's
   * tag is what its provider had of this lane so far plus its place among the provider's own, and
   * the lowest tags go. Retries beyond a fifth of the quota go last.
   *
   * <p>The {@code coalesce} of {@code expires_at} and of {@code state} changes nothing but that no
   * index serves these two: where statistics say that hardly any lead waits, as they do after a
   * lull, the planner takes an index of those that wait for the shorter way to a single one, and
   * every claim reads the whole backlog.
   */
  static final String CLAIM =
      """
      with free as materialized (
        select * from free_slots($1, $2, $4, $3 * interval '1 ms')
      ), waiting as (
        select f.customer_id, p.provider_id, f.free, f.free_retries,
          greatest(coalesce(s.served, 0), f.turn) as start
        from free f cross join lateral (
          -- One look into the index for each provider, however many leads each has.
          with recursive provider as (
            (select provider_id from lead
              where customer_id = f.customer_id and state in ('queued', 'uncertain')
              order by provider_id limit 1)
            union all
            select (select l.provider_id from lead l
              where l.customer_id = f.customer_id and l.state in ('queued', 'uncertain')
                and l.provider_id > p.provider_id
              order by l.provider_id limit 1)
            from provider p where p.provider_id is not null)
          select provider_id from provider where provider_id is not null) p
        left join lateral (
          select served from lane_provider
          where customer_id = f.customer_id and provider_id = p.provider_id limit 1) s on true
        where f.free > 0
      ), candidate as (
        select w.*, d.id, d.retry, d.next_attempt_at, d.urgent_at
        from waiting w cross join lateral (
          select distinct on (id) * from (
            (select id, retry, next_attempt_at, not_after as urgent_at from lead
              where customer_id = w.customer_id and provider_id = w.provider_id
                and state in ('queued', 'uncertain') and next_attempt_at <= now()
                and not_after > now() and not_after < now() + 2 * $3 * interval '1 ms'
              order by not_after limit w.free)
            union all
            (select id, retry, next_attempt_at, null from lead
              where customer_id = w.customer_id and provider_id = w.provider_id
                and state in ('queued', 'uncertain') and not retry and next_attempt_at <= now()
                and coalesce(expires_at, now()) > now()
              order by next_attempt_at, id limit w.free)
            union all
            (select id, retry, next_attempt_at, null from lead
              where customer_id = w.customer_id and provider_id = w.provider_id
                and state in ('queued', 'uncertain') and retry and next_attempt_at <= now()
                and coalesce(expires_at, now()) > now()
              order by next_attempt_at, id limit w.free)) due
          order by id, urgent_at) d
      ), tagged as (
        select *,
          start + row_number() over (partition by customer_id, provider_id
            order by urgent_at, next_attempt_at, id) as tag,
          retry and row_number() over (partition by customer_id, retry
            order by next_attempt_at, id) > free_retries as beyond
        from candidate
      ), placed as (
        select *, row_number() over (partition by customer_id
          order by beyond, tag, next_attempt_at, id) as place
        from tagged
      ), chosen as (
        select * from placed where place <= free order by place limit $4
      ), mine as (
        select l.id from chosen c cross join lateral (
          select id from lead where id = c.id and coalesce(state, '') in ('queued', 'uncertain')
          for update skip locked) l
      ), claimed as (
        update lead l set state = 'forwarding', claims = claims + 1, attempts = attempts + 1,
          possible_duplicate = possible_duplicate
            or (state = 'uncertain' and (looked_up or not $6)),
          looked_up = (state = 'uncertain' and not looked_up and $6),
          lease_until = now() + $5 * interval '1 ms', next_attempt_at = null, updated_at = now()
        where l.id = any(array(select id from mine))
        returning l.id, l.claims, l.attempts, l.unanswered, l.looked_up as look_up, l.customer_id,
          l.provider_id, l.reference, l.document, l.test, l.lease_until
      ), took as (
        select k.*, c.retry from claimed k join chosen c on c.id = k.id
      ), served as (
        select c.customer_id, c.provider_id, c.start + count(k.id) as served, count(k.id) as leads
        from candidate c left join took k on k.id = c.id
        group by c.customer_id, c.provider_id, c.start
      ), taken as (
        select f.customer_id, count(k.id)::int as leads,
          count(k.id) filter (where k.retry)::int as retries,
          count(k.id) filter (where k.claims = 1) as first_claims
        from free f left join took k using (customer_id) group by f.customer_id
      ), turned as (
        select array_agg((f.customer_id, f.used + t.leads, f.retries + t.retries, t.first_claims,
          f.left_over > t.leads, case when t.leads > 0 then now() + f.gap else f.paced_at end,
          -- Full candidate lists may have had more behind them.
          case when t.leads >= f.free
              or t.leads < (select count(*) from candidate c where c.customer_id = f.customer_id)
            then now() else coalesce(
            (select min(due) from waiting w cross join lateral (
              (select next_attempt_at as due from lead
                where customer_id = w.customer_id and provider_id = w.provider_id
                  and state in ('queued', 'uncertain') and not retry and next_attempt_at > now()
                order by next_attempt_at limit 1)
              union all
              (select next_attempt_at from lead
                where customer_id = w.customer_id and provider_id = w.provider_id
                  and state in ('queued', 'uncertain') and retry and next_attempt_at > now()
                order by next_attempt_at limit 1)) later
              where w.customer_id = f.customer_id), 'infinity') end,
          (select min(served) from served s where s.customer_id = f.customer_id))::lane_turn)
          as turns
        from free f join taken t using (customer_id)
      )
      select k.id, k.claims, k.attempts, k.unanswered, k.look_up, k.reference,
        k.document, k.test, p.name as provider_name,
      """
          + OpleadAccounts.COLUMNS
          + """

          from claimed k join customer c on c.id = k.customer_id join provider p on p.id = k.provider_id
          where (select take_turns((select turns from turned), array_agg(id), array_agg(claims),
                array_agg(customer_id), array_agg(retry), $5 * interval '1 ms', $3 * interval '1 ms')
              from took) >= 0
            and (select serve_providers(array_agg(customer_id), array_agg(provider_id),
                array_agg(served)) from served where leads > 0) >= 0
          order by k.id
          """;

  private final LeadAttempts attempts;
  private final long windowMillis;
  private final long leaseMillis;
  private final boolean canLookUp;

  LeadWork(LeadAttempts attempts, OpleadClient oplead, LaneConfig lane, CallConfig config) {
    this.attempts = attempts;
    this.windowMillis = lane.window().toMillis();
    this.leaseMillis = config.lease().toMillis();
    this.canLookUp = oplead.canLookUp();
  }

  /** A lane that is due without a lead is looked at all the same, as that sets its next time. */
  @Override
  public String isPresent() {
    return "true";
  }

  @Override
  public String isDue() {
    return DUE;
  }

  @Override
  public Uni<List<Attempt>> claim(SqlClient tx, LaneRoom room) {
    if (room.lanes().isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return tx.preparedQuery(CLAIM)
        .execute(
            Batch.of(room.lanes())
                .uuids(lane -> lane)
                .integers(room::of)
                .value(windowMillis)
                .value(room.total())
                .value(leaseMillis)
                .value(canLookUp)
                .tuple())
        .map(rows -> Batch.list(rows, row -> attempts.of(claimed(row))));
  }

  private static ClaimedLead claimed(Row row) {
    return new ClaimedLead(
        new LeadId(row.getUUID("id")),
        row.getInteger("claims"),
        row.getInteger("attempts"),
        row.getInteger("unanswered"),
        row.getBoolean("look_up"),
        OpleadAccounts.kept(row),
        new ClaimedLead.Sender(
            row.getString("provider_name"), Optional.ofNullable(row.getString("reference"))),
        row.getBoolean("test"),
        row.getBuffer("document").getBytes());
  }
}
