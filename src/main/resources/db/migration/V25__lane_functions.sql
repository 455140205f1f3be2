-- What statements of several packages do to lanes, and last of all to a lead. The package lane owns lane, lane_slot,
-- lane_arrivals and lane_provider (src/docs/architecture.md): others write them by these functions
-- only. They are in PL/pgSQL since that keeps the plans of its statements. Those that change many
-- lanes take them as arrays, and do nothing where an array is null or empty. Rows are looked up by
-- key, even where a join would say the same (= any, limit 1): no statistics make such a plan read all.

-- Has these lanes polled as soon as they may send: they have something to send now.
create function wake_lanes(lanes uuid[]) returns integer language plpgsql as $$
declare
  woken integer := 0;
begin
  if cardinality(lanes) > 0 then
    update lane set next_at = greatest(now(), opens_at)
    where customer_id = any(lanes) and next_at > greatest(now(), opens_at);
    get diagnostics woken = row_count;
  end if;
  return woken;
end $$;

-- Wakes each lane at the earliest of its times; null: never.
create function wake_lanes_by(lanes uuid[], due timestamptz[]) returns integer
language plpgsql as $$
declare
  woken integer := 0;
begin
  if cardinality(lanes) > 0 then
    update lane l set next_at = greatest(l.opens_at, w.due)
    from (select u.lane, min(u.due) as due from unnest(lanes, due) as u(lane, due)
      where u.due is not null group by u.lane) w
    where l.customer_id = w.lane and l.customer_id = any(lanes)
      and l.next_at > greatest(l.opens_at, w.due);
    get diagnostics woken = row_count;
  end if;
  return woken;
end $$;

-- Leads leave these lanes before their first turn; a lane occurs once per lead.
create function leave_lanes(lanes uuid[]) returns integer language plpgsql as $$
declare
  departed integer := 0;
begin
  if cardinality(lanes) > 0 then
    update lane l set departures = l.departures + d.leads
    from (select u.lane, count(*) as leads from unnest(lanes) as u(lane) group by u.lane) d
    where l.customer_id = d.lane and l.customer_id = any(lanes);
    get diagnostics departed = row_count;
  end if;
  return departed;
end $$;

-- What these lanes, which the caller has locked, may send now. Forgets the slots that have left the
-- window; that they are gone is for take_turns to write.
--   rooms   calls that the caller can make in each lane
--   most    requests that it can send in all
-- Returns what each lane's slots come to, and of its quota what is left and what may be sent now.
create function free_slots(lanes uuid[], rooms integer[], most integer, time_window interval)
returns table (customer_id uuid, turn bigint, paced_at timestamptz, gap interval, used integer,
  retries integer, left_over integer, free integer, free_retries integer)
language plpgsql rows 10 as $$
begin
  return query
  with gone as (
    delete from lane_slot s where s.customer_id = any(lanes)
      and coalesce(s.sent_at, s.lease_until) <= now() - time_window
    returning s.customer_id as lane, s.retry
  ), freed as (
    select g.lane, count(*)::int as slots, (count(*) filter (where g.retry))::int as retries
    from gone g group by g.lane
  ), quota as (
    select l.customer_id as lane, l.turn, a.next_at, a.gap, a.at_once, g.room,
      l.quota_used - coalesce(f.slots, 0) as used,
      l.retries_used - coalesce(f.retries, 0) as retries,
      greatest(1, a.in_window - lane_reserve(c.requests_per_minute, l.reserved_until)) as quota
    from unnest(lanes, rooms) as g(lane, room)
    cross join lateral (select * from lane where lane.customer_id = g.lane limit 1) l
    cross join lateral (select * from customer where customer.id = g.lane limit 1) c
    left join freed f on f.lane = g.lane
    cross join lateral lane_allowance(l.customer_id, l.pace, l.pace_holds_until,
      c.requests_per_minute, time_window) a
  )
  select q.lane, q.turn, q.next_at, q.gap, q.used, q.retries, greatest(0, q.quota - q.used),
    least(greatest(0, q.quota - q.used), q.at_once, q.room, most),
    greatest(0, greatest(1, q.quota / 5) - q.retries)
  from quota q;
end $$;

-- A lane after a claim of leads.
create type lane_turn as (
  lane         uuid,
  used         integer,     -- slots in the window, with those of this claim
  retries      integer,     -- of these, by retries
  first_claims bigint,      -- leads that leave the queue of those that wait for their first turn
  quota_left   boolean,
  paced_at     timestamptz, -- until then its pace allows nothing more
  look_at      timestamptz, -- when it has something to send
  turn         bigint       -- its virtual time of fair queueing; null: as before
);

-- Ends a claim of leads: writes what free_slots and the claim found, and takes a slot for each lead.
-- A lane opens when the first slot leaves the window: one whose time is known leaves it then, one in
-- flight not before a window after its claim, and where that is past, the lane is polled again soon.
create function take_turns(turns lane_turn[], requests uuid[], claim_numbers integer[],
  lanes uuid[], are_retries boolean[], lease interval, time_window interval)
returns integer language plpgsql as $$
begin
  with seen as materialized (
    select t.*, (select coalesce(s.sent_at, s.lease_until) from lane_slot s
        where s.customer_id = t.lane and coalesce(s.sent_at, s.lease_until) > now() - time_window
        order by coalesce(s.sent_at, s.lease_until) limit 1) as oldest,
      (select min(s.claimed_at) from lane_slot s
        where s.customer_id = t.lane and coalesce(s.sent_at, s.lease_until) > now()) as in_flight
    from unnest(turns) t
  ), opening as (
    select s.*, greatest(s.paced_at, case when s.quota_left then '-infinity' else
      least(s.oldest + time_window, now() + time_window,
        case when s.in_flight + time_window > now() then s.in_flight + time_window
          when s.in_flight is not null then now() + time_window / 100 end) end) as opens
    from seen s
  )
  update lane l set claimed_at = now(), departures = l.departures + o.first_claims,
    quota_used = o.used, quota_oldest = coalesce(least(o.oldest, now()), now()),
    retries_used = o.retries, turn = greatest(l.turn, coalesce(o.turn, l.turn)),
    opens_at = o.opens, next_at = greatest(o.opens, o.look_at)
  from opening o where l.customer_id = o.lane
    and l.customer_id = any(array(select t.lane from unnest(turns) t));
  insert into lane_slot (request_id, claim, customer_id, lease_until, retry)
  select r.request, r.claim, r.lane, now() + lease, r.retry
  from unnest(requests, claim_numbers, lanes, are_retries) as r(request, claim, lane, retry);
  return coalesce(cardinality(requests), 0);
end $$;

-- What each provider has had of a lane since the lane's virtual time began.
create function serve_providers(lanes uuid[], providers uuid[], totals bigint[])
returns integer language plpgsql as $$
begin
  insert into lane_provider (customer_id, provider_id, served)
  select s.lane, s.provider, s.total
  from unnest(lanes, providers, totals) as s(lane, provider, total)
  on conflict (customer_id, provider_id) do update set served = excluded.served;
  return coalesce(cardinality(lanes), 0);
end $$;

-- Takes a slot for each request of another kind, in lanes that the caller has locked, and has each
-- lane of polled polled by its time.
create function take_slots(requests uuid[], claim_numbers integer[], lanes uuid[],
  are_updates boolean, lease interval, polled uuid[], look_at timestamptz[])
returns integer language plpgsql as $$
begin
  insert into lane_slot (request_id, claim, customer_id, lease_until, for_update)
  select r.request, r.claim, r.lane, now() + lease, are_updates
  from unnest(requests, claim_numbers, lanes) as r(request, claim, lane);
  update lane l set
    quota_used = l.quota_used + cardinality(array_positions(coalesce(lanes, '{}'), p.lane)),
    next_at = least(l.next_at, greatest(l.opens_at, p.look_at))
  from unnest(polled, look_at) as p(lane, look_at)
  where l.customer_id = p.lane and l.customer_id = any(polled);
  return coalesce(cardinality(requests), 0);
end $$;

-- Records the ends of requests: when each can have reached Oplead, and what its answer means for its
-- lane. One entry per request, as LaneReport has them:
--   again          milliseconds until it is due again; null: it is not
--   sent           microseconds ago it had arrived for certain; null: it never left, so that its slot
--                  is given back
--   sleep, reasons how long the lane sends nothing, in milliseconds, and why; null: it goes on
--   throttled      whether Oplead refused it as one too many
--   stops, tokens  why the lane stops, and the sealed token that was refused; null: it does not
-- The lanes of also_due have something more to send.
create function settle_slots(requests uuid[], claim_numbers integer[], lanes uuid[], again bigint[],
  sent bigint[], sleep bigint[], reasons text[], throttled boolean[], stops text[], tokens bytea[],
  also_due uuid[])
returns integer language plpgsql as $$
begin
  if cardinality(also_due) > 0 or exists (
    select from unnest(again, sent, sleep, stops) as r(again, sent, sleep, stop)
    where r.sent is null or r.again is not null or r.sleep is not null or r.stop is not null)
  then
    perform apply_lane_effects(requests, claim_numbers, lanes, again, sent, sleep, reasons, stops,
      tokens, also_due);
  end if;
  update lane_slot s set sent_at = clock_timestamp() - r.sent * interval '1 us',
    refused = r.throttled
  from unnest(requests, claim_numbers, sent, throttled) as r(request, claim, sent, throttled)
  where s.request_id = r.request and s.claim = r.claim and s.request_id = any(requests)
    and r.sent is not null;
  return cardinality(requests);
end $$;

-- Gives slots back, and sums up what the requests mean for each lane.
create function lane_effects(requests uuid[], claim_numbers integer[], lanes uuid[], again bigint[],
  sent bigint[], sleep bigint[], reasons text[], stops text[], tokens bytea[], also_due uuid[])
returns table (lane uuid, slots integer, retries integer, again_millis bigint,
  sleep_millis bigint, reason text, stop text, token bytea)
language plpgsql rows 10 as $$
begin
  return query
  with given_back as (
    delete from lane_slot s using unnest(requests, claim_numbers, sent) as r(request, claim, sent)
    where s.request_id = r.request and s.claim = r.claim and s.request_id = any(requests)
      and r.sent is null
    returning s.customer_id, s.retry
  ), effect as (
    select r.lane, false as slot, false as retry, r.again, r.sleep, r.reason, r.stop, r.token
    from unnest(lanes, again, sleep, reasons, stops, tokens)
      as r(lane, again, sleep, reason, stop, token)
    where r.again is not null or r.sleep is not null or r.stop is not null
    union all
    select g.customer_id, true, g.retry, null, null, null, null, null from given_back g
    union all
    select d.lane, false, false, 0, null, null, null, null from unnest(also_due) as d(lane)
  )
  select e.lane, (count(*) filter (where e.slot))::int, (count(*) filter (where e.retry))::int,
    min(e.again), max(e.sleep),
    (array_agg(e.reason order by e.sleep desc) filter (where e.sleep is not null))[1],
    max(e.stop), (array_agg(e.token) filter (where e.stop is not null))[1]
  from effect e group by e.lane;
end $$;

-- A lane that sleeps or stops does so at once; a refused token stops it only while it still has that
-- token. Lanes are locked in one order.
create function apply_lane_effects(requests uuid[], claim_numbers integer[], lanes uuid[],
  again bigint[], sent bigint[], sleep bigint[], reasons text[], stops text[], tokens bytea[],
  also_due uuid[])
returns void language plpgsql as $$
begin
  with effect as materialized (
    select * from lane_effects(requests, claim_numbers, lanes, again, sent, sleep, reasons, stops,
      tokens, also_due)
  ), locked as materialized (
    select l.customer_id, c.oplead_token
    from (select effect.lane from effect order by effect.lane) e
    cross join lateral (select * from lane where lane.customer_id = e.lane for update) l
    cross join lateral (select * from customer where customer.id = e.lane limit 1) c
  ), due as (
    select e.*, e.stop is not null and l.oplead_token = e.token as is_stopped,
      now() + e.sleep_millis * interval '1 ms' as asleep,
      case when e.again_millis = 0 or e.slots > 0 then now()
        else now() + e.again_millis * interval '1 ms' end as due_at
    from effect e join locked l on l.customer_id = e.lane
  )
  update lane l set
    quota_used = l.quota_used - d.slots, retries_used = l.retries_used - d.retries,
    sleeps_until = greatest(l.sleeps_until, d.asleep),
    sleep_reason = case when d.asleep >= l.sleeps_until then d.reason else l.sleep_reason end,
    opens_at = greatest(d.asleep, case when d.slots > 0 then l.sleeps_until else l.opens_at end),
    next_at = greatest(d.asleep, least(l.next_at,
      greatest(d.due_at, case when d.slots > 0 then l.sleeps_until else l.opens_at end))),
    state = case when d.is_stopped and l.state = 'open' then 'token_refused' else l.state end,
    stop_reason = case when d.is_stopped and l.state = 'open' then d.stop else l.stop_reason end
  from due d where l.customer_id = d.lane
    and l.customer_id = any(array(select locked.customer_id from locked));
end $$;

-- feedback

-- The status that a callback may report since it was asked for.
create function await_status(awaiting uuid, code text) returns void language sql as $$
  update lead set awaited_status = $2 where id = $1
$$;
