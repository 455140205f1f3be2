package io.leadloop.silence;

import io.leadloop.customer.OpleadAccounts;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneRoom;
import io.leadloop.lane.LaneWork;
import io.leadloop.lane.SlotId;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Claims silent leads, for Oplead to be asked for them, where neither leads nor what follows them
 * need the quota; and never more of it than a part, so that leads which come next find room.
 */
@ApplicationScoped
@Priority(100)
class PollWork implements LaneWork {
  /** Not by {@code exists}, which PostgreSQL may answer by reading what all lanes have. */
  private static final String PRESENT =
      """
      coalesce((select true from awaited_feedback where customer_id = l.customer_id
        and poll_at is not null limit 1), false)\
      """;

  static final String DUE =
      """
      coalesce((select true from awaited_feedback where customer_id = l.customer_id
        and poll_at <= now() limit 1), false)\
      """;

  /**
   * Claims for the locked lanes {@code $1}, each with room for {@code $2} more calls here, {@code
   * $3} leads at most; {@code $4} is the lease and {@code $5} the window in milliseconds, {@code
   * $6} the part of the quota.
   */
  private static final String CLAIM =
      """
      with free as (
        select l.customer_id, greatest(0, least(g.room, $3, a.at_once,
          floor(a.in_window * $6::float8)::int - l.used)) as free
        from unnest($1::uuid[], $2::int[]) as g(customer_id, room)
        cross join lateral (select * from lane where customer_id = g.customer_id limit 1) l
        cross join lateral (select * from customer where id = g.customer_id limit 1) c
        cross join lateral lane_allowance(l.customer_id, l.pace, l.pace_holds_until, l.claimed_at,
          c.requests_per_minute, $5 * interval '1 ms') a
      ), mine as (
        select s.lead_id from free f cross join lateral (
          select lead_id from awaited_feedback
          where customer_id = f.customer_id and poll_at <= now()
          order by poll_at limit f.free for update skip locked) s
        limit $3
      ), claimed as (
        update awaited_feedback l set poll_at = now() + $4 * interval '1 ms', polls = polls + 1
        where l.lead_id = any(array(select lead_id from mine))
        returning l.lead_id, l.customer_id, l.polls, gen_random_uuid() as request_id
      ), taken as (
        select f.customer_id, f.free, count(k.lead_id)::int as polls,
          (select min(poll_at) from awaited_feedback where customer_id = f.customer_id
            and poll_at is not null) as due
        from free f left join claimed k using (customer_id) group by f.customer_id, f.free
      ), slots as (
        select array_agg(request_id) as requests, array_agg(0) as claims,
          array_agg(customer_id) as lanes from claimed
      ), looked as (
        -- A lane without quota for its due leads is looked at again when some may be free.
        select array_agg(customer_id) as lanes, array_agg(case
          when polls = free then greatest(due, now() + $5 * interval '0.1 ms')
          else greatest(due, now()) + $4 * interval '0.01 ms' end) as look_at
        from taken where due is not null
      )
      select k.lead_id, k.request_id, k.polls, p.oplead_id, now() as claimed_at,
      """
          + OpleadAccounts.COLUMNS
          + """

          from claimed k
          cross join lateral (select * from customer where id = k.customer_id limit 1) c
          cross join lateral (select oplead_id from lead_progress where lead_id = k.lead_id limit 1) p
          where (select take_slots(s.requests, s.claims, s.lanes, 'call', $4 * interval '1 ms', l.lanes,
              l.look_at) from slots s, looked l) >= 0
          """;

  private final PollAttempts attempts;
  private final long leaseMillis;
  private final long windowMillis;
  private final double quotaShare;

  PollWork(PollAttempts attempts, CallConfig config, LaneConfig lane, SilenceConfig silence) {
    this.attempts = attempts;
    this.leaseMillis = config.lease().toMillis();
    this.windowMillis = lane.window().toMillis();
    this.quotaShare = silence.quotaShare();
  }

  @Override
  public String isPresent() {
    return PRESENT;
  }

  @Override
  public String isDue() {
    return DUE;
  }

  @Override
  public Uni<List<Attempt>> claim(SqlClient tx, LaneRoom room) {
    if (room.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return tx.preparedQuery(CLAIM)
        .execute(
            Batch.of(room.lanes())
                .uuids(lane -> lane)
                .integers(room::of)
                .value(room.total())
                .value(leaseMillis)
                .value(windowMillis)
                .value(quotaShare)
                .tuple())
        .map(rows -> Batch.list(rows, row -> attempts.of(claimed(row))));
  }

  private static ClaimedPoll claimed(Row row) {
    return new ClaimedPoll(
        new SlotId(row.getUUID("request_id"), 0, row.getOffsetDateTime("claimed_at").toInstant()),
        new LeadId(row.getUUID("lead_id")),
        row.getInteger("polls"),
        OpleadAccounts.kept(row),
        row.getString("oplead_id"));
  }
}
