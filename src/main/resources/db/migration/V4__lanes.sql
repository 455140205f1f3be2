-- One lane per customer token: what sends with it locks this row first.
create table lane (
  -- No foreign key: the second update of a row in one transaction would check it, and so wait for a
  -- change of the customer, which waits for the lane.
  customer_id     uuid primary key,
  state           text not null default 'open' check (state in ('open', 'paused', 'token_refused')),
  stop_reason     text,                                 -- why it is not open
  next_at         timestamptz not null default now(),   -- when to look at it
  opens_at        timestamptz not null default '-infinity', -- until then its quota is used, or Oplead asked to wait
  sleeps_until    timestamptz not null default '-infinity', -- Oplead, or the breaker, wants to be left alone
  sleep_reason    text,
  -- Requests that Oplead may have seen in the window: those in flight and those of lane_slot.
  used            integer not null default 0,
  retries_used    integer not null default 0,           -- of these, retries of leads
  updates_used    integer not null default 0,           -- of these, documents and statuses
  oldest          timestamptz not null default 'epoch', -- the first of them, as of the last claim
  claimed_at      timestamptz not null default 'epoch', -- when the last of them was claimed
  turn            bigint not null default 0,            -- the virtual time of fair queueing
  departures      bigint not null default 0,            -- leads that had their first turn
  -- Requests that were ever claimed, for the samples; less those that never left.
  all_requests    bigint not null default 0,
  all_retries     bigint not null default 0,            -- of these, retries of leads
  all_updates     bigint not null default 0,            -- of these, documents and statuses
  -- What Oplead's refusals for too many requests (429) taught it.
  throttled_until timestamptz not null default '-infinity', -- the end of the last pause that one asked for
  pace            integer check (pace > 0),             -- requests in a window, evenly spread; null: the quota alone
  pace_holds_until timestamptz not null default 'epoch',  -- from then on the pace grows
  reserved_until  timestamptz not null default '-infinity' -- until then a slot is kept for an administrator
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
create index lane_next on lane (next_at) where state = 'open';
create index lane_stopped on lane (customer_id) where state <> 'open';

create function open_lane() returns trigger language plpgsql as $$
begin
  insert into lane (customer_id) values (new.id);
  return null;
end $$;
create trigger customer_has_a_lane after insert on customer for each row execute function open_lane();

-- Requests that have ended, counted by when they had reached Oplead for certain: one row per lane and
-- 600th of the window. It counts until its end has left the window, so the count is never too low, and
-- too high for a 600th of the window at most.
create table lane_slot (
  customer_id uuid not null,
  ends_at     timestamptz not null,
  requests    integer not null,
  retries     integer not null,
  updates     integer not null,
  refused     integer not null,                         -- answered 429: Oplead did not take them
  primary key (customer_id, ends_at)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_threshold = 5000);

-- Requests in flight. When a replica dies, each counts as sent at the end of its lease.
create table lane_request (
  request_id  uuid primary key,                         -- the lead's, the update's, or a random one
  claim       integer not null,                         -- its number: an earlier one no longer counts
  customer_id uuid not null,
  kind        text not null check (kind in ('lead', 'look-up', 'update', 'call')),
  retry       boolean not null default false,
  claimed_at  timestamptz not null default now(),
  lease_until timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index lane_request_lease on lane_request (lease_until);

-- Leads that ever waited in a lane. Less lane.departures, they are those that wait for their first turn,
-- which need not be counted. Counted in shards, so that statements which give to one lane need not wait
-- for each other; who leaves before the first turn is subtracted here, too.
create table lane_arrivals (
  customer_id uuid not null,
  shard       smallint not null,
  leads       bigint not null,
  primary key (customer_id, shard)
) with (fillfactor = 50);

-- What each provider had of a lane, in leads and from the lane's virtual time on: who had least is next.
create table lane_provider (
  customer_id uuid not null,
  provider_id uuid not null,
  served      bigint not null,
  primary key (customer_id, provider_id)
) with (fillfactor = 50);

-- A new token reopens the lane that the old one's refusal stopped, and what Oplead asked of the old one
-- does not hold for it; a new limit counts at once.
create function lane_follows_customer() returns trigger language plpgsql as $$
begin
  if new.oplead_token is distinct from old.oplead_token then
    update lane set
      state = case when state = 'token_refused' then 'open' else state end,
      stop_reason = case when state = 'token_refused' then null else stop_reason end,
      sleeps_until = '-infinity', sleep_reason = null,
      throttled_until = '-infinity', pace = null
    where customer_id = new.id;
  end if;
  update lane set opens_at = sleeps_until, next_at = greatest(now(), sleeps_until)
  where customer_id = new.id;
  return null;
end $$;
create trigger customer_changes_its_lane after update of oplead_token, requests_per_minute on customer
  for each row execute function lane_follows_customer();

-- The functions below are how other packages write to these tables. Those that change many lanes take
-- them as arrays, and do nothing where an array is null or empty. Rows are looked up by key.

-- Counts leads that wait in a lane for the first time, or that leave it before (negative): so many per
-- customer, without repeats.
create function arrive_in_lanes(customers uuid[], counts bigint[], in_shard smallint)
returns integer language plpgsql as $$
declare
  lanes integer := 0;
begin
  if customers is not null then
    insert into lane_arrivals as a (customer_id, shard, leads)
    select c.id, in_shard, c.leads from unnest(customers, counts) as c(id, leads)
    order by c.id -- Otherwise two statements may wait for each other.
    on conflict (customer_id, shard) do update set leads = a.leads + excluded.leads;
    get diagnostics lanes = row_count;
  end if;
  return lanes;
end $$;

-- Leads leave these lanes before their first turn; a lane occurs once per lead. Always in one shard, so
-- that statements do not wait for each other in a circle.
create function leave_lanes(lanes uuid[]) returns integer language plpgsql as $$
begin
  return arrive_in_lanes(array_agg(d.lane), array_agg(-d.leads), 0::smallint)
  from (select u.lane, count(*) as leads from unnest(lanes) as u(lane) group by u.lane) d;
end $$;

-- Has these lanes looked at as soon as they may send: they have something to send now. Lanes are locked
-- in one order.
create function wake_lanes(lanes uuid[]) returns integer language plpgsql as $$
declare
  woken integer := 0;
begin
  if cardinality(lanes) > 0 then
    perform from lane where customer_id = any(lanes) order by customer_id for update;
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

-- Wakes the lanes of arrived, locks at most so many due lanes, except those of excluded, and forgets their
-- slots that have left the window. Locking and counting are two statements, not one: a statement sees the rows as they were when
-- it began, so one that did both could count before another replica's claim and lock after it, and
-- take the quota twice.
create function open_lanes(arrived uuid[], most integer, excluded uuid[], time_window interval)
returns setof uuid language plpgsql rows 10 as $$
declare
  due uuid[];
begin
  perform wake_lanes(arrived);
  due := array(select customer_id from lane
    where state = 'open' and next_at <= now() and customer_id <> all(excluded)
    order by next_at limit most for update skip locked);
  perform forget_slots(due, time_window);
  return query select unnest(due);
end $$;

-- Forgets the slots of these lanes, which the caller has locked, that have left the window.
create function forget_slots(lanes uuid[], time_window interval) returns void
language plpgsql as $$
begin
  with gone as (
    delete from lane_slot s where s.customer_id = any(lanes) and s.ends_at <= now() - time_window
    returning s.*
  ), freed as (
    select g.customer_id, sum(g.requests) as requests, sum(g.retries) as retries,
      sum(g.updates) as updates
    from gone g group by g.customer_id
  )
  update lane l set used = l.used - f.requests, retries_used = l.retries_used - f.retries,
    updates_used = l.updates_used - f.updates
  from freed f
  where l.customer_id = f.customer_id and l.customer_id = any(array(select customer_id from freed));
end $$;

-- Requests in a window that a lane sends now, evenly spread; null: as many as its quota allows, at
-- once. The class LanePace computes the same.
create function lane_pace(pace integer, holds_until timestamptz, quota integer, time_window interval)
returns integer language sql stable as $$
  select case when now() < holds_until then pace when grown < 6 * quota then grown end
  from (select pace + floor(power(2::float8, least(29, greatest(0, 30
    * extract(epoch from now() - holds_until) / extract(epoch from time_window)))::float8))::int
    as grown) g
$$;

-- What the pace allows: so many requests in the window, so many of them now, and the next ones when
-- the gap after the last has passed. A refused request is none of those that Oplead took.
create function lane_allowance(lane_id uuid, kept_pace integer, holds_until timestamptz,
  last timestamptz, quota integer, time_window interval)
returns table (pace integer, in_window integer, at_once integer, gap interval,
  next_at timestamptz, refused integer)
language sql stable as $$
  select p, case when p is null then quota else least(quota, p + s.refused) end,
    case when p is null then quota
      else greatest(0, least(greatest(1, p / 240),
        floor(extract(epoch from now() - last) * p / extract(epoch from time_window))))::int end,
    time_window / p, case when p is null then '-infinity' else last + time_window / p end, s.refused
  from (select case when kept_pace is not null
      then lane_pace(kept_pace, holds_until, quota, time_window) end as p) now_allowed
  cross join lateral (
    select coalesce(sum(l.refused), 0)::int as refused from lane_slot l
    where l.customer_id = lane_id and p is not null and l.ends_at > now() - time_window) s
$$;

-- Slots that are kept for what an administrator asks. Of a small quota one would be too large a part,
-- so it is kept only after an administrator found none.
create function lane_reserve(quota integer, reserved_until timestamptz)
returns integer language sql stable as $$
  select case when quota >= 50 or (quota > 1 and reserved_until > now()) then 1 else 0 end
$$;

-- What these lanes, which open_lanes returned, may send now.
--   rooms   calls that the caller can make in each lane
--   most    requests that it can send in all
-- Returns what is left of each lane's quota, and what may be sent now.
create type free_lane as (
  lane         uuid,
  turn         bigint,      -- the lane's virtual time of fair queueing
  paced_at     timestamptz, -- until then its pace allows nothing more
  gap          interval,    -- of its pace, between two requests
  quota        integer,     -- requests in a window
  left_over    integer,     -- of these, not used
  free         integer,     -- of these, which the caller may send
  free_retries integer,     -- of these, for retries
  free_updates integer      -- what updates have not had of the tenth that is reserved for them
);
create function free_slots(lanes uuid[], rooms integer[], most integer, time_window interval)
returns setof free_lane language plpgsql rows 10 as $$
begin
  return query
  select l.customer_id, l.turn, a.next_at, a.gap, q.quota, greatest(0, q.quota - l.used),
    greatest(0, least(q.quota - l.used, a.at_once, g.room, most)),
    greatest(0, greatest(1, q.quota / 5) - l.retries_used),
    greatest(0, greatest(1, a.in_window / 10) - l.updates_used)
  from unnest(lanes, rooms) as g(lane, room)
  cross join lateral (select * from lane where lane.customer_id = g.lane limit 1) l
  cross join lateral (select * from customer where customer.id = g.lane limit 1) c
  cross join lateral lane_allowance(l.customer_id, l.pace, l.pace_holds_until, l.claimed_at,
    c.requests_per_minute, time_window) a
  cross join lateral (select greatest(1, a.in_window
    - lane_reserve(c.requests_per_minute, l.reserved_until)) as quota) q;
end $$;

-- A lane after a claim of leads.
create type lane_turn as (
  lane         uuid,
  leads        integer,     -- that were claimed
  retries      integer,     -- of these
  first_claims integer,     -- of these, that leave the queue of those that wait for their first turn
  quota_left   boolean,
  paced_at     timestamptz, -- until then its pace allows nothing more
  look_at      timestamptz, -- when it has something to send
  turn         bigint       -- its virtual time of fair queueing; null: as before
);

-- Ends a claim of leads. A lane without quota opens when its oldest slot leaves the window. A request in
-- flight leaves it later than any slot, as its time is that of its end.
create function take_turns(turns lane_turn[], time_window interval)
returns integer language plpgsql as $$
declare
  lanes integer;
begin
  with turned as (
    select t.*, s.oldest, greatest(t.paced_at, case when t.quota_left then '-infinity'
      else least(coalesce(s.oldest, now()), now()) + time_window end) as opens
    from unnest(turns) t left join lateral (
      select ends_at as oldest from lane_slot where customer_id = t.lane
      order by ends_at limit 1) s on true
  )
  update lane l set used = l.used + t.leads, retries_used = l.retries_used + t.retries,
    all_requests = l.all_requests + t.leads, all_retries = l.all_retries + t.retries,
    departures = l.departures + t.first_claims, oldest = least(coalesce(t.oldest, now()), now()),
    claimed_at = case when t.leads > 0 then now() else l.claimed_at end,
    turn = greatest(l.turn, coalesce(t.turn, l.turn)), opens_at = t.opens,
    next_at = greatest(t.opens, t.look_at)
  from turned t where l.customer_id = t.lane
    and l.customer_id = any(array(select u.lane from unnest(turns) u));
  get diagnostics lanes = row_count;
  return lanes;
end $$;

-- Records requests as in flight.
create function begin_requests(requests uuid[], claim_numbers integer[], lanes uuid[], kinds text[],
  are_retries boolean[], lease interval)
returns integer language plpgsql as $$
begin
  insert into lane_request (request_id, claim, customer_id, kind, retry, lease_until)
  select r.request, r.claim, r.lane, r.kind, coalesce(r.retry, false), now() + lease
  from unnest(requests, claim_numbers, lanes, kinds, are_retries)
    as r(request, claim, lane, kind, retry);
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

-- Takes a slot for each request of another kind than a lead, in lanes that the caller has locked, and
-- has each lane of looked looked at by its time.
create function take_slots(requests uuid[], claim_numbers integer[], lanes uuid[], of_kind text,
  lease interval, looked uuid[], look_at timestamptz[])
returns integer language plpgsql as $$
begin
  perform begin_requests(requests, claim_numbers, lanes,
    array_fill(of_kind, array[coalesce(cardinality(requests), 0)]), null, lease);
  update lane l set used = l.used + n.taken,
    updates_used = l.updates_used + case of_kind when 'update' then n.taken else 0 end,
    all_requests = l.all_requests + n.taken,
    all_updates = l.all_updates + case of_kind when 'update' then n.taken else 0 end,
    claimed_at = case when n.taken > 0 then now() else l.claimed_at end,
    next_at = least(l.next_at, greatest(l.opens_at, p.look_at))
  from unnest(looked, look_at) as p(lane, look_at)
  cross join lateral (
    select cardinality(array_positions(coalesce(lanes, '{}'), p.lane)) as taken) n
  where l.customer_id = p.lane and l.customer_id = any(looked);
  return coalesce(cardinality(requests), 0);
end $$;

-- A request that has ended, and what its answer means for its lane; the entries are those of
-- end_requests.
create type ended_request as (
  request_id  uuid,
  claim       integer,
  customer_id uuid,
  kind        text,
  retry       boolean,
  sent_at     timestamptz, -- by when it had reached Oplead for certain; null: it never left
  again       bigint,
  sleep       bigint,
  reason      text,
  throttled   boolean,
  stop        text,
  token       bytea
);

-- Ends requests: counts them by when each can have reached Oplead, and does to each lane what its
-- answer means. One entry per request, as LaneReport has them:
--   again          milliseconds until it is due again; null: it is not
--   sent           microseconds ago it had arrived for certain; null: it never left, so that its slot
--                  is given back
--   sleep, reasons how long the lane sends nothing, in milliseconds, and why; null: it goes on
--   throttled      whether Oplead refused it as one too many
--   stops, tokens  why the lane stops, and the sealed token that was refused; null: it does not
-- Returns those that were in flight under that claim; the others have been ended before.
create function end_requests(requests uuid[], claim_numbers integer[], again bigint[],
  sent bigint[], sleep bigint[], reasons text[], throttled boolean[], stops text[], tokens bytea[],
  time_window interval)
returns setof uuid language plpgsql as $$
declare
  ended ended_request[];
begin
  with gone as (
    delete from lane_request r
    using unnest(requests, claim_numbers, again, sent, sleep, reasons, throttled, stops, tokens)
      as e(request, claim, again, sent, sleep, reason, throttled, stop, token)
    where r.request_id = e.request and r.claim = e.claim and r.request_id = any(requests)
    returning (r.request_id, r.claim, r.customer_id, r.kind, r.retry,
      clock_timestamp() - e.sent * interval '1 us', e.again, e.sleep, e.reason, e.throttled,
      e.stop, e.token)::ended_request as e
  )
  select array_agg(e) into ended from gone;
  if exists (select from unnest(ended) e
    where e.sent_at is null or e.again is not null or e.sleep is not null or e.stop is not null)
  then
    perform apply_lane_effects(ended);
  end if;
  perform count_slots(ended, time_window);
  return query select e.request_id from unnest(ended) e;
end $$;

-- Ends requests of these kinds whose replica died: at most so many. Each counts as sent at the end of its
-- lease. Returns them.
create function abandon_requests(kinds text[], most integer, time_window interval)
returns table (request_id uuid, claim integer, customer_id uuid, kind text) language plpgsql as $$
declare
  abandoned ended_request[];
begin
  with gone as (
    delete from lane_request q where q.request_id = any(array(
      select r.request_id from lane_request r where r.lease_until < now() and r.kind = any(kinds)
      order by r.lease_until limit most for update skip locked))
    returning (q.request_id, q.claim, q.customer_id, q.kind, q.retry, q.lease_until, null, null, null,
      false, null, null)::ended_request as e
  )
  select array_agg(e) into abandoned from gone;
  perform count_slots(abandoned, time_window);
  return query select a.request_id, a.claim, a.customer_id, a.kind from unnest(abandoned) a;
end $$;

-- Counts requests in the slot of the time at which each had reached Oplead.
create function count_slots(ended ended_request[], time_window interval)
returns void language plpgsql as $$
begin
  insert into lane_slot as s (customer_id, ends_at, requests, retries, updates, refused)
  select e.customer_id, date_bin(time_window / 600, e.sent_at, 'epoch') + time_window / 600 as bin,
    count(*), count(*) filter (where e.retry), count(*) filter (where e.kind = 'update'),
    count(*) filter (where e.throttled)
  from unnest(ended) e where e.sent_at is not null
  group by e.customer_id, bin order by e.customer_id, bin
  on conflict (customer_id, ends_at) do update set requests = s.requests + excluded.requests,
    retries = s.retries + excluded.retries, updates = s.updates + excluded.updates,
    refused = s.refused + excluded.refused;
end $$;

-- What ended requests mean for each lane together.
create function lane_effects(ended ended_request[])
returns table (lane uuid, slots integer, retries integer, updates integer, again_millis bigint,
  sleep_millis bigint, reason text, stop text, token bytea)
language sql immutable as $$
  select e.customer_id, (count(*) filter (where e.sent_at is null))::int,
    (count(*) filter (where e.sent_at is null and e.retry))::int,
    (count(*) filter (where e.sent_at is null and e.kind = 'update'))::int,
    min(e.again), max(e.sleep),
    (array_agg(e.reason order by e.sleep desc) filter (where e.sleep is not null))[1],
    max(e.stop), (array_agg(e.token) filter (where e.stop is not null))[1]
  from unnest(ended) e
  where e.sent_at is null or e.again is not null or e.sleep is not null or e.stop is not null
  group by e.customer_id
$$;

-- Gives slots back. A lane that sleeps or stops does so at once; a refused token stops it only while it
-- still has that token. Lanes are locked in one order.
create function apply_lane_effects(ended ended_request[]) returns void language plpgsql as $$
begin
  with effect as materialized (
    select * from lane_effects(ended)
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
  update lane l set used = l.used - d.slots, retries_used = l.retries_used - d.retries,
    updates_used = l.updates_used - d.updates,
    all_requests = l.all_requests - d.slots, all_retries = l.all_retries - d.retries,
    all_updates = l.all_updates - d.updates,
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

-- Keeps a slot of this lane, which the caller has locked, for what an administrator asks.
create function reserve_slot(lane uuid, duration interval) returns integer language plpgsql as $$
begin
  update lane set reserved_until = now() + duration where customer_id = reserve_slot.lane;
  return 0;
end $$;

-- When a lane will send what comes now, as QueueEstimate has it: from its row alone, without a look at
-- its queue.
create function lane_outlook(lane_id uuid, time_window interval)
returns table (open boolean, waiting bigint, quota integer, used integer, updates_used integer,
  oldest timestamptz, newest timestamptz, sleeps_until timestamptz, sleep_reason text, pace integer,
  may_send boolean)
language sql stable as $$
  select l.state = 'open',
    (select coalesce(sum(a.leads), 0)::bigint from lane_arrivals a where a.customer_id = lane_id)
      - l.departures,
    c.requests_per_minute - lane_reserve(c.requests_per_minute, l.reserved_until),
    l.used - a.refused, l.updates_used, l.oldest, greatest(l.claimed_at, l.oldest),
    greatest(l.sleeps_until, 'epoch'), l.sleep_reason, a.pace,
    -- A lane that opens later looks then and finds it.
    l.state = 'open' and l.opens_at < now() + interval '1 s'
  from (select * from lane where customer_id = lane_id limit 1) l
  cross join lateral (select * from customer where id = lane_id limit 1) c
  cross join lateral lane_allowance(lane_id, l.pace, l.pace_holds_until, l.claimed_at,
    c.requests_per_minute, time_window) a
$$;
