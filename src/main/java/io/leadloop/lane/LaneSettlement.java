package io.leadloop.lane;

/** The end of each statement that settles claims. */
public final class LaneSettlement {
  /**
   * The end of a statement that settles claims: the slots' times, and what the answers mean for the
   * lanes. It goes on from {@code given}, which has a claim's {@code request_id}, {@code claim},
   * {@code customer_id}, and {@code again}, {@code sent}, {@code sleep}, {@code sleep_reason},
   * {@code throttled}, {@code stop} and {@code token} as in {@link LaneReport}, and from {@code
   * also_due}, whose lanes have something more to send.
   */
  public static final String TELL_LANES =
      """
      ), timed as (
        update lane_slot s set sent_at = clock_timestamp() - g.sent * interval '1 us',
          refused = g.throttled
        from given g where s.request_id = g.request_id and s.claim = g.claim and g.sent is not null
      ), given_back as (
        delete from lane_slot s using given g
        where s.request_id = g.request_id and s.claim = g.claim and g.sent is null
        returning s.customer_id, s.retry
      ), said as (
        select customer_id, false as slot, false as retry, again, sleep, sleep_reason, stop, token
        from given where again is not null or sleep is not null or stop is not null
        union all
        select customer_id, true, retry, null, null, null, null, null from given_back
        union all
        select customer_id, false, false, 0, null, null, null, null from also_due
      ), orders as (
        select customer_id, count(*) filter (where slot)::int as slots,
          count(*) filter (where retry)::int as retries, min(again) as again, max(sleep) as sleep,
          (array_agg(sleep_reason order by sleep desc) filter (where sleep is not null))[1]
            as sleep_reason, max(stop) as stop,
          (array_agg(token) filter (where stop is not null))[1] as token
        from said group by customer_id
      ), lanes as (
        -- A lane is told by its settlements one after the other, and in one order.
        select l.customer_id, c.oplead_token as current_token
        from orders o join lane l using (customer_id) join customer c on c.id = l.customer_id
        order by l.customer_id for update of l
      ), told_lanes as (
        select o.*, o.stop is not null and l.current_token = o.token as stops,
          now() + o.sleep * interval '1 ms' as asleep,
          case when o.again = 0 or o.slots > 0 then now()
            else now() + o.again * interval '1 ms' end as due
        from orders o join lanes l using (customer_id)
      )
      update lane l set
        quota_used = l.quota_used - t.slots, retries_used = l.retries_used - t.retries,
        sleeps_until = greatest(l.sleeps_until, t.asleep),
        sleep_reason = case when t.asleep >= l.sleeps_until then t.sleep_reason
          else l.sleep_reason end,
        opens_at = greatest(t.asleep, case when t.slots > 0 then l.sleeps_until else l.opens_at end),
        next_at = greatest(t.asleep, least(l.next_at,
          greatest(t.due, case when t.slots > 0 then l.sleeps_until else l.opens_at end))),
        state = case when t.stops and l.state = 'open' then 'token_refused' else l.state end,
        stop_reason = case when t.stops and l.state = 'open' then t.stop else l.stop_reason end
      from told_lanes t where l.customer_id = t.customer_id
      """;

  private LaneSettlement() {}
}
