-- Leads that wait for an attempt: a row is inserted when the lead is accepted or due again, and deleted
-- by its claim. Its key follows from lead and lead_progress, so that a lead's row is found without
-- another index.
create table lead_queue (
  customer_id uuid not null,
  provider_id uuid not null,
  retry       boolean not null,
  due_at      timestamptz not null,  -- infinity: held, or uncertain until a callback or an administrator decides
  lead_id     uuid not null,
  expires_at  timestamptz not null,  -- infinity: not while it waits
  not_after   timestamptz,
  is_uncertain boolean not null default false,
  primary key (customer_id, provider_id, retry, due_at, lead_id)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 5000);
create index lead_queue_expiring on lead_queue (expires_at);
create index lead_queue_urgent on lead_queue (customer_id, provider_id, not_after) where not_after is not null;
-- Lists of leads that wait for another attempt; a first attempt, which most leads need, has no entry.
create index lead_queue_retrying on lead_queue (provider_id, lead_id) where retry and due_at < 'infinity';

-- The last requests with a lead that failed, twenty of each lead at most: for people who ask why it is not
-- forwarded. One that succeeds writes nothing here. They go when the lead is erased.
create table failed_attempt (
  lead_id         uuid not null,
  claim           integer not null,               -- as in lead_progress, in the order in which they were made
  number          integer,                        -- of the attempt; null: it was a look-up
  ended_at        timestamptz not null,
  outcome         text not null,
  http_status     integer,                        -- null: there was no answer
  duration_millis bigint,                         -- null: the replica that sent it died
  primary key (lead_id, claim)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);

-- Puts accepted leads into the queue.
create function enqueue_leads(leads uuid[], customers uuid[], providers uuid[], due timestamptz[],
  expiring timestamptz[], not_after timestamptz[])
returns integer language plpgsql as $$
begin
  insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at, not_after)
  select l.customer, l.provider, false, l.due, l.lead, l.expires, l.not_after
  from unnest(leads, customers, providers, due, expiring, not_after)
    as l(lead, customer, provider, due, expires, not_after);
  return coalesce(cardinality(leads), 0);
end $$;

-- Leads with their progress, or what it is before there is any; locked by lock_progress where they must
-- not change meanwhile.
create function leads_at(leads uuid[])
returns table (lead_id uuid, customer_id uuid, provider_id uuid, retry boolean, due_at timestamptz,
  claims integer, attempts integer, state text, expires_at timestamptz, not_after timestamptz)
language sql stable as $$
  select l.id, l.customer_id, l.provider_id, coalesce(p.retry, false),
    coalesce(p.due_at, l.created_at), coalesce(p.claims, 0), coalesce(p.attempts, 0), p.state,
    coalesce(p.expires_at, l.expires_at), l.not_after
  from unnest($1) as given(id)
  cross join lateral (select * from lead where id = given.id limit 1) l
  left join lateral (select * from lead_progress where lead_id = given.id limit 1) p on true
$$;

-- Takes leads out of the queue. Returns those that were in it, and whether they were never claimed.
create function leave_queue(leads uuid[])
returns table (lead_id uuid, customer_id uuid, is_unclaimed boolean) language sql as $$
  with place as materialized (
    select l.lead_id, l.claims = 0 as is_unclaimed, q.ctid from leads_at($1) l cross join lateral (
      select w.ctid from lead_queue w
      where w.customer_id = l.customer_id and w.provider_id = l.provider_id and w.retry = l.retry
        and w.due_at = l.due_at and w.lead_id = l.lead_id limit 1) q
  ), gone as (
    delete from lead_queue where ctid = any(array(select ctid from place))
    returning lead_id, customer_id
  )
  select g.lead_id, g.customer_id, p.is_unclaimed from gone g join place p using (lead_id)
$$;

-- The providers with leads in a lane's queue: one look into the index for each, however many leads each
-- has.
create function waiting_providers(lane uuid) returns table (provider_id uuid)
language sql stable as $$
  with recursive provider as (
    (select q.provider_id from lead_queue q where q.customer_id = $1 order by q.provider_id limit 1)
    union all
    select (select q.provider_id from lead_queue q
      where q.customer_id = $1 and q.provider_id > p.provider_id order by q.provider_id limit 1)
    from provider p where p.provider_id is not null)
  select p.provider_id from provider p where p.provider_id is not null
$$;

-- The leads that come first in a lane: of each provider the first fresh one and the first retry, without
-- those that only a callback or an administrator moves on.
create function first_waiting_leads(lane uuid)
returns table (lead_id uuid, due_at timestamptz) language sql stable as $$
  select f.lead_id, f.due_at from waiting_providers($1) p cross join lateral (
    (select q.lead_id, q.due_at from lead_queue q
      where q.customer_id = $1 and q.provider_id = p.provider_id and not q.retry
      order by q.due_at, q.lead_id limit 1)
    union all
    (select q.lead_id, q.due_at from lead_queue q
      where q.customer_id = $1 and q.provider_id = p.provider_id and q.retry
      order by q.due_at, q.lead_id limit 1)) f
  where f.due_at < 'infinity'
$$;

-- The first leads of a provider that are due in a lane: fresh ones, retries, and those that will be too
-- late within two windows.
create function due_leads(lane uuid, provider uuid, most integer, time_window interval)
returns table (lead_id uuid, retry boolean, due_at timestamptz, urgent_at timestamptz)
language sql stable as $$
  select distinct on (d.lead_id) d.lead_id, d.retry, d.due_at, d.urgent_at from (
    (select q.lead_id, q.retry, q.due_at, q.not_after as urgent_at from lead_queue q
      where q.customer_id = $1 and q.provider_id = $2 and q.not_after > now()
        and q.not_after < now() + 2 * $4 and q.due_at <= now()
      order by q.not_after limit $3)
    union all
    (select q.lead_id, q.retry, q.due_at, null from lead_queue q
      where q.customer_id = $1 and q.provider_id = $2 and not q.retry and q.due_at <= now()
        and q.expires_at > now()
      order by q.due_at, q.lead_id limit $3)
    union all
    (select q.lead_id, q.retry, q.due_at, null from lead_queue q
      where q.customer_id = $1 and q.provider_id = $2 and q.retry and q.due_at <= now()
        and q.expires_at > now()
      order by q.due_at, q.lead_id limit $3)) d
  order by d.lead_id, d.urgent_at
$$;

-- A lead that may be claimed, and its place among those of its lane.
create type lead_candidate as (
  lane        uuid,
  provider_id uuid,
  retry       boolean,
  due_at      timestamptz,
  lead_id     uuid,
  start       bigint,  -- what its provider has had of the lane so far
  place       bigint,
  is_chosen   boolean
);

-- The leads that may be claimed in these lanes. Start-time fair queueing merges the providers: a lead's
-- tag is what its provider had of this lane so far plus its place among the provider's own, and the
-- lowest tags go. Retries beyond a fifth of the quota go last.
create function lead_candidates(lanes free_lane[], most integer, time_window interval)
returns setof lead_candidate language plpgsql rows 100 as $$
begin
  return query
  with waiting as (
    select f.lane, f.free, f.free_retries, p.provider_id,
      greatest(coalesce(s.served, 0), f.turn) as start
    from unnest(lanes) f cross join lateral waiting_providers(f.lane) p
    left join lateral (select served from lane_provider
      where customer_id = f.lane and provider_id = p.provider_id limit 1) s on true
    where f.free > 0
  ), tagged as (
    select w.*, d.*,
      w.start + row_number() over (partition by w.lane, w.provider_id
        order by d.urgent_at, d.due_at, d.lead_id) as tag,
      d.retry and row_number() over (partition by w.lane, d.retry
        order by d.due_at, d.lead_id) > w.free_retries as is_beyond
    from waiting w cross join lateral due_leads(w.lane, w.provider_id, w.free, time_window) d
  ), placed as (
    select t.*, row_number() over (partition by t.lane
      order by t.is_beyond, t.tag, t.due_at, t.lead_id) as place
    from tagged t
  ), counted as (
    select p.*, row_number() over (order by p.place > p.free, p.place) as number from placed p
  )
  select c.lane, c.provider_id, c.retry, c.due_at, c.lead_id, c.start, c.place,
    c.place <= c.free and c.number <= most
  from counted c;
end $$;

-- A claim of a lead.
create type lead_claim as (
  lead_id     uuid,
  lane        uuid,
  provider_id uuid,
  retry       boolean,
  claim       integer, -- its number, from 1
  attempt     integer, -- the same
  unanswered  integer, -- how often it was sent before without a known outcome
  look_up     boolean, -- uncertain, and Oplead is asked whether it has it
  is_resent   boolean  -- uncertain, and sent again
);

-- The claims of those candidates that were taken out of the queue.
create function lead_claims(candidates lead_candidate[], taken uuid[], can_look_up boolean)
returns setof lead_claim language plpgsql rows 100 as $$
begin
  return query
  select c.lead_id, c.lane, c.provider_id, c.retry, coalesce(p.claims, 0) + 1,
    coalesce(p.attempts, 0) + 1, coalesce(p.unanswered, 0),
    u.is_uncertain and not p.looked_up and can_look_up,
    u.is_uncertain and not (not p.looked_up and can_look_up)
  from unnest(taken) as t(lead_id) join unnest(candidates) c using (lead_id)
  left join lateral (
    select * from lead_progress where lead_progress.lead_id = c.lead_id limit 1) p on true
  cross join lateral (select coalesce(p.state = 'uncertain', false) as is_uncertain) u;
end $$;

-- When a lane's first waiting lead is due later; null: none.
create function next_due(lane uuid) returns timestamptz language sql stable as $$
  select min(later.due_at) from waiting_providers($1) p cross join lateral (
    (select q.due_at from lead_queue q
      where q.customer_id = $1 and q.provider_id = p.provider_id and not q.retry and q.due_at > now()
      order by q.due_at limit 1)
    union all
    (select q.due_at from lead_queue q
      where q.customer_id = $1 and q.provider_id = p.provider_id and q.retry and q.due_at > now()
      order by q.due_at limit 1)) later
$$;

-- Counts a claim in its lanes: what their providers had, and when each is to be looked at again. Full
-- candidate lists may have had more behind them.
create function end_claim(free free_lane[], candidates lead_candidate[], claimed lead_claim[],
  time_window interval)
returns void language plpgsql as $$
declare
  lanes integer;
begin
  with had as materialized (
    select c.lane, c.provider_id, count(*) as candidates, c.start + count(k.lead_id) as served,
      count(k.lead_id) as leads, count(*) filter (where k.retry) as retries,
      count(*) filter (where k.claim = 1) as first_claims
    from unnest(candidates) c left join unnest(claimed) k using (lead_id)
    group by c.lane, c.provider_id, c.start
  ), by_lane as (
    select h.lane, sum(h.candidates) as candidates, sum(h.leads)::int as leads,
      sum(h.retries)::int as retries, sum(h.first_claims)::int as first_claims,
      min(h.served) as turn
    from had h group by h.lane
  ), turns as (
    select array_agg((f.lane, coalesce(l.leads, 0), coalesce(l.retries, 0),
      coalesce(l.first_claims, 0), f.left_over > coalesce(l.leads, 0),
      case when l.leads > 0 then now() + f.gap else f.paced_at end,
      case when coalesce(l.leads, 0) >= f.free or l.leads < l.candidates then now()
        else coalesce(next_due(f.lane), 'infinity') end, l.turn)::lane_turn) as turns
    from unnest(free) f left join by_lane l on l.lane = f.lane
  )
  select take_turns(t.turns, time_window) + serve_providers(s.lanes, s.providers, s.served)
  into lanes
  from turns t, (select array_agg(h.lane) as lanes, array_agg(h.provider_id) as providers,
    array_agg(h.served) as served from had h where h.leads > 0) s;
end $$;

-- A claimed lead with all that is needed to send it.
create type claimed_lead as (
  id                    uuid,
  claim                 integer,
  attempt               integer,
  unanswered            integer,
  look_up               boolean,
  is_resent             boolean,
  reference             text,
  document              bytea,
  test                  boolean,
  provider_name         text,
  customer_id           uuid,
  slug                  text,
  oplead_base_url       text,
  oplead_token          bytea,
  token_header          text,
  token_scheme          text,
  token_query_parameter text,
  provider_fields       text,
  form_name             text,
  form_url              text
);

-- A function, not a join of the statement that calls claim_leads: that statement sees the rows as they
-- were when it began, and a lead may have been accepted and claimed since.
create function claimed_leads(claims lead_claim[])
returns setof claimed_lead language sql volatile rows 100 as $$
  select k.lead_id, k.claim, k.attempt, k.unanswered, k.look_up, k.is_resent, d.reference, d.document,
    d.test, p.name, c.id, c.slug, c.oplead_base_url, c.oplead_token, c.token_header, c.token_scheme,
    c.token_query_parameter, c.provider_fields, c.form_name, c.form_url
  from unnest(claims) k
  cross join lateral (select * from lead where id = k.lead_id limit 1) d
  cross join lateral (select * from customer where id = d.customer_id limit 1) c
  cross join lateral (select * from provider where id = d.provider_id limit 1) p
$$;

-- Claims leads in these lanes, which open_lanes returned, each with room for so many calls, at most so
-- many in all. It waits for no lock: a transaction that holds a lead's place in the queue may wait for
-- its lane.
create function claim_leads(lanes uuid[], rooms integer[], most integer, time_window interval,
  lease interval, can_look_up boolean)
returns setof claimed_lead language plpgsql rows 100 as $$
declare
  free       free_lane[];
  candidates lead_candidate[];
  taken      uuid[];
  claimed    lead_claim[];
begin
  free := array(select f from free_slots(lanes, rooms, most, time_window) f);
  candidates := array(select c from lead_candidates(free, most, time_window) c);
  with gone as (
    delete from lead_queue where ctid = any(array(
      select q.ctid from unnest(candidates) c cross join lateral (
        select w.ctid from lead_queue w
        where w.customer_id = c.lane and w.provider_id = c.provider_id and w.retry = c.retry
          and w.due_at = c.due_at and w.lead_id = c.lead_id limit 1 for update skip locked) q
      where c.is_chosen))
    returning lead_id
  )
  select array_agg(lead_id) into taken from gone;
  claimed := array(select c from lead_claims(candidates, taken, can_look_up) c);
  perform begin_requests(array_agg(c.lead_id), array_agg(c.claim), array_agg(c.lane),
    array_agg(case when c.look_up then 'look-up' else 'lead' end), array_agg(c.retry), lease)
  from unnest(claimed) c;
  perform end_claim(free, candidates, claimed, time_window);
  return query select * from claimed_leads(claimed);
end $$;

-- Claims new leads, which are counted as arrived and not in the queue yet, of lanes that are open, have
-- nothing due and quota for all of theirs. A lane that is locked is left to its next claim, so that this
-- waits for nothing. A slot that has left the window may count for a 60th of it longer, as forgetting
-- costs as much as claiming.
--   rooms  how many calls the caller can make in each of the lanes
-- Returns those that it claimed.
create function claim_at_once(leads uuid[], lanes_of_leads uuid[], lanes uuid[], rooms integer[],
  time_window interval, lease interval)
returns setof uuid language plpgsql rows 10 as $$
declare
  idle       uuid[];
  idle_rooms integer[];
  free       free_lane[];
  claimed    uuid[];
  of_lanes   uuid[];
begin
  select array_agg(i.lane), array_agg(i.room) into idle, idle_rooms from (
    select r.lane, r.room from unnest(lanes, rooms) as r(lane, room)
    cross join lateral (select from lane l
      -- A case, as no index but that of the key may serve this.
      where l.customer_id = r.lane
        and case when l.state = 'open' then l.opens_at <= now() and l.next_at > now() end
      for update skip locked) l
    where r.lane = any(lanes_of_leads)) i;
  if idle is null then return; end if;
  perform forget_slots(array(select l.customer_id from lane l
    where l.customer_id = any(idle) and l.oldest < now() - time_window * 61 / 60), time_window);
  free := array(
    select f from free_slots(idle, idle_rooms, cardinality(leads), time_window) f
    where f.free >= cardinality(array_positions(lanes_of_leads, f.lane))
      and not exists (select from first_waiting_leads(f.lane) w where w.due_at <= now()));
  select array_agg(n.lead), array_agg(n.lane) into claimed, of_lanes
  from unnest(leads, lanes_of_leads) as n(lead, lane) join unnest(free) f using (lane);
  if claimed is not null then
    perform begin_requests(claimed, array_fill(1, array[cardinality(claimed)]), of_lanes,
      array_fill('lead'::text, array[cardinality(claimed)]), null, lease);
    perform take_turns(array_agg((f.lane, n.leads, 0, n.leads, f.left_over > n.leads,
      coalesce(now() + f.gap, '-infinity'), -- What comes while it is shut wakes no lane.
      case when f.left_over > n.leads and f.gap is null then n.next_at else now() end,
      null)::lane_turn), time_window)
    from unnest(free) f cross join lateral (
      select cardinality(array_positions(lanes_of_leads, f.lane)) as leads, l.next_at
      from lane l where l.customer_id = f.lane limit 1) n;
  end if;
  return query select unnest(claimed);
end $$;

-- Records the results of attempts. A lead that a callback proved forwarded meanwhile stays so. Ids must be
-- those of requests that end_requests returned; entries of other leads are left out.
--   states  queued, uncertain, held, forwarded or rejected
--   again   milliseconds until it is due again; 0: in the order of acceptance; null: it is not
--   counts  whether it was an attempt
--   resent  whether it was one after an attempt whose arrival stayed unknown
--   absent  whether Oplead reported that it does not have the lead
-- Returns the leads and the state that each has now.
create function settle_leads(ids uuid[], leads uuid[], claims integer[], again bigint[],
  oplead_ids text[], states text[], errors text[], counts boolean[], resent boolean[],
  absent boolean[], answers bytea[])
returns table (lead_id uuid, state text) language plpgsql rows 100 as $$
begin
  return query
  with settled as (
    insert into lead_progress as p (lead_id, customer_id, provider_id, state, due_at, retry, claims,
      attempts, unanswered, looked_up, possible_duplicate, oplead_id, last_error, last_answer,
      forwarded_at)
    select l.id, l.customer_id, l.provider_id, nullif(g.state, 'queued'),
      case when g.state not in ('forwarded', 'rejected') then case g.again when 0 then l.created_at
        else coalesce(now() + g.again * interval '1 ms', 'infinity') end end,
      g.counts, g.claim, g.counts::int, (g.counts and g.state = 'uncertain')::int, g.absent,
      g.resent, g.oplead_id, g.error, g.answer, case g.state when 'forwarded' then now() end
    from unnest(leads, claims, again, oplead_ids, states, errors, counts, resent, absent,
        answers)
      as g(id, claim, again, oplead_id, state, error, counts, resent, absent, answer)
    cross join lateral (select * from lead where lead.id = g.id limit 1) l
    where g.id = any(ids) order by g.id
    on conflict on constraint lead_progress_pkey do update set
      oplead_id = coalesce(p.oplead_id, excluded.oplead_id), claims = excluded.claims,
      attempts = p.attempts + excluded.attempts, unanswered = p.unanswered + excluded.unanswered,
      retry = p.attempts + excluded.attempts > 0, looked_up = excluded.looked_up,
      possible_duplicate = p.possible_duplicate or excluded.possible_duplicate,
      state = case p.state when 'forwarded' then p.state else excluded.state end,
      due_at = case when p.state is distinct from 'forwarded' then excluded.due_at end,
      last_error = case p.state when 'forwarded' then p.last_error else excluded.last_error end,
      last_answer = kept_answer(p.erased_at, excluded.last_answer, p.last_answer),
      forwarded_at = coalesce(p.forwarded_at, excluded.forwarded_at), updated_at = now()
    returning p.lead_id, p.due_at, p.state
  ), queued as (
    select queue_again(array_agg(s.lead_id)) from settled s where s.due_at is not null
  )
  select s.lead_id, coalesce(s.state, 'queued') from settled s where exists (select from queued);
end $$;

-- Records failed attempts, one of each lead at most, of those leads that were settled, and forgets all but
-- the last twenty of each.
create function record_failures(settled uuid[], leads uuid[], claim_numbers integer[], numbers integer[],
  ended timestamptz[], outcomes text[], statuses integer[], durations bigint[])
returns integer language plpgsql as $$
begin
  if cardinality(leads) > 0 then
    delete from failed_attempt where ctid = any(array(
      select f.ctid from unnest(leads) as g(id) cross join lateral (
        select a.ctid from failed_attempt a where a.lead_id = g.id order by a.claim desc offset 19) f));
    insert into failed_attempt (lead_id, claim, number, ended_at, outcome, http_status,
      duration_millis)
    select g.id, g.claim, g.number, g.at, g.outcome, g.status, g.duration
    from unnest(leads, claim_numbers, numbers, ended, outcomes, statuses, durations)
      as g(id, claim, number, at, outcome, status, duration)
    where g.id = any(settled)
    on conflict do nothing;
  end if;
  return coalesce(cardinality(leads), 0);
end $$;

-- Puts leads into the queue again, at the place that their progress names. One that waits for somebody's
-- decision does not expire.
create function queue_again(leads uuid[]) returns integer language plpgsql as $$
begin
  insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at, not_after,
    is_uncertain)
  select l.customer_id, l.provider_id, l.retry, l.due_at, l.lead_id,
    case when l.due_at = 'infinity' then l.due_at else l.expires_at end, l.not_after,
    l.state is not distinct from 'uncertain'
  from leads_at(leads) l;
  return coalesce(cardinality(leads), 0);
end $$;

-- A callback proves that Oplead has these leads, whatever the gateway believed. The caller has locked
-- their progress.
create function prove_forwarded(leads uuid[]) returns integer language plpgsql as $$
declare
  never_claimed uuid[];
begin
  never_claimed := array(select l.customer_id from leave_queue(leads) l where l.is_unclaimed);
  perform leave_lanes(never_claimed);
  update lead_progress set state = 'forwarded', due_at = null, updated_at = now(),
    forwarded_at = coalesce(forwarded_at, now())
  where lead_id = any(leads);
  return cardinality(leads);
end $$;

-- Ends the waiting of those leads that are in one of these states. Returns them.
create function withdraw_leads(leads uuid[], states text[], reason text)
returns setof uuid language plpgsql as $$
declare
  waiting uuid[];
begin
  perform lock_progress(leads);
  waiting := array(select l.lead_id from leads_at(leads) l
    where lead_state(l.state, false) = any(states));
  return query select expire_leads(waiting, reason, true);
end $$;

-- Leads that leave the queue unsent, because they are too late or withdrawn. Returns those that were in
-- it.
--   over  whether the reason replaces the last error that is known
create function expire_leads(leads uuid[], reason text, over boolean)
returns setof uuid language plpgsql as $$
declare
  gone      uuid[];
  unclaimed uuid[];
begin
  perform lock_progress(leads);
  select array_agg(l.lead_id), array_agg(l.customer_id) filter (where l.is_unclaimed)
  into gone, unclaimed from leave_queue(leads) l;
  perform leave_lanes(unclaimed);
  update lead_progress p set state = 'expired', due_at = null, updated_at = now(),
    last_error = case when over then reason else coalesce(p.last_error, reason) end
  where p.lead_id = any(gone);
  perform updates_follow(gone);
  return query select unnest(gone);
end $$;

-- Holds leads that wait in stopped lanes, at most so many. One that is uncertain stays so: a callback may
-- yet settle it. Returns them with the reason.
create function hold_leads(most integer) returns table (lead_id uuid, reason text)
language plpgsql as $$
declare
  leads uuid[];
begin
  leads := array(select q.lead_id from lane s cross join lateral (
      select w.lead_id from lead_queue w
      where w.customer_id = s.customer_id and w.due_at < 'infinity' and not w.is_uncertain limit most) q
    where s.state <> 'open' limit most);
  perform lock_progress(leads);
  leads := array(select l.lead_id from leads_at(leads) l where l.state is null);
  leads := array(select l.lead_id from leave_queue(leads) l);
  update lead_progress p set state = 'held', due_at = 'infinity', updated_at = now(),
    last_error = coalesce(l.stop_reason, 'forwarding is stopped')
  from lane l where p.lead_id = any(leads) and l.customer_id = p.customer_id;
  perform queue_again(leads);
  return query select p.lead_id, p.last_error from lead_progress p where p.lead_id = any(leads);
end $$;

-- The held leads of lanes that are open, those that were accepted first, at most so many.
create function releasable_leads(most integer) returns setof uuid language sql stable as $$
  with recursive holding as (
    (select customer_id from lead_progress where state = 'held' order by customer_id limit 1)
    union all
    select (select p.customer_id from lead_progress p
      where p.state = 'held' and p.customer_id > h.customer_id order by p.customer_id limit 1)
    from holding h where h.customer_id is not null
  )
  select p.lead_id from holding h
  cross join lateral (select state from lane where customer_id = h.customer_id limit 1) s
  cross join lateral (
    select lead_id from lead_progress where state = 'held' and customer_id = h.customer_id
    order by lead_id limit $1) p
  where s.state = 'open' limit $1
$$;

-- Puts held leads of lanes that are open back, in the order of acceptance, at most so many. The time on
-- hold is no part of the shelf life. Returns them.
create function release_leads(most integer) returns setof uuid language plpgsql as $$
declare
  leads uuid[] := array(select releasable_leads(most));
begin
  perform lock_progress(leads);
  leads := array(select l.lead_id from leads_at(leads) l where l.state = 'held');
  leads := array(select l.lead_id from leave_queue(leads) l);
  update lead_progress p set state = null, due_at = null, updated_at = now(),
    expires_at = least(l.not_after, l.expires_at + (now() - p.updated_at))
  from leads_at(leads) l where p.lead_id = l.lead_id and p.lead_id = any(leads);
  perform queue_again(leads);
  perform wake_lanes(array(select distinct l.customer_id from leads_at(leads) l));
  return query select unnest(leads);
end $$;

-- Which steps of a sweep have something to do: leases that ran out, shelf lives that ended, leads in
-- stopped lanes, and held ones in open lanes. Mostly none has, and to find that costs four looks.
create function leads_to_sweep(out abandoned boolean, out expired boolean, out stopped boolean,
  out releasable boolean)
language sql stable as $$
  select exists (select from lane_request where lease_until < now() and kind in ('lead', 'look-up')),
    exists (select from lead_queue where expires_at <= now()),
    exists (select from lane s cross join lateral (
        select from lead_queue w where w.customer_id = s.customer_id and w.due_at < 'infinity'
          and not w.is_uncertain limit 1) q
      where s.state <> 'open'),
    exists (select releasable_leads(1))
$$;

-- Of these leads those that may be sent again, from one of these states.
create function resendable_leads(leads uuid[], states text[])
returns table (lead_id uuid, customer_id uuid, state text) language sql stable as $$
  select l.lead_id, l.customer_id, l.state from leads_at($1) l
  where l.state = any($2) and (l.not_after is null or l.not_after > now())
    and exists (select from lead where id = l.lead_id and document is not null)
    and not exists (select from lane_request where request_id = l.lead_id)
$$;

-- Puts leads back into the queue, as if they had come now. Where Oplead can be asked whether it has an
-- uncertain one, it is asked first.
--   as_retries  whether leads that come meanwhile go first, as before retries
-- Returns those that were in one of these states and may be sent again.
create function requeue_leads(leads uuid[], states text[], as_retries boolean, shelf_life interval,
  can_look_up boolean)
returns setof uuid language plpgsql as $$
declare
  chosen    uuid[];
  customers uuid[];
  arriving  uuid[];
begin
  perform lock_progress(leads);
  select array_agg(r.lead_id), array_agg(distinct r.customer_id) into chosen, customers
  from resendable_leads(leads, states) r;
  -- Those that expired before they were ever claimed had left their lanes; held ones never do.
  arriving := array(select l.customer_id from leads_at(chosen) l
    where l.claims = 0 and l.state = 'expired');
  perform leave_queue(chosen);
  update lead_progress p set due_at = now(), retry = as_retries, attempts = 0, unanswered = 0,
    state = case when p.state = 'uncertain' and can_look_up then p.state end, looked_up = false,
    last_error = null, updated_at = now(), possible_duplicate = p.possible_duplicate
      or (p.state = 'expired' and p.attempts > 0) or (p.state = 'uncertain' and not can_look_up),
    expires_at = least(l.not_after, now()
      + coalesce(c.shelf_life_millis * interval '1 ms', shelf_life))
  from leads_at(chosen) l
  cross join lateral (select shelf_life_millis from customer where id = l.customer_id limit 1) c
  where p.lead_id = l.lead_id and p.lead_id = any(chosen);
  perform queue_again(chosen);
  perform arrive_in_lanes(array_agg(a.lane), array_agg(a.leads), 0::smallint)
  from (select u.lane, count(*) as leads from unnest(arriving) as u(lane) group by u.lane) a;
  perform wake_lanes(customers);
  return query select unnest(chosen);
end $$;

-- Puts a rejected, expired, held or uncertain lead back into the queue. Returns whether it did; not where
-- it is in another state, was erased, or would be too late.
create function requeue_lead(lead uuid, shelf_life interval, can_look_up boolean)
returns boolean language sql as $$
  select exists (select from requeue_leads(array[$1],
    array['rejected', 'expired', 'held', 'uncertain'], false, $2, $3))
$$;

-- Leads whose replica died while it sent them: Oplead may have them. One that was sent more often than
-- resends without a known outcome waits for a callback or an administrator, the others for so long.
-- Returns them, and whether each is sent again.
create function abandon_leads(most integer, resends integer, wait interval, time_window interval)
returns table (lead_id uuid, is_resent boolean) language plpgsql as $$
begin
  return query
  with gone as materialized (
    select a.request_id as id, a.claim, a.customer_id, a.kind = 'lead' as was_sent,
      p.state is not distinct from 'uncertain' as was_uncertain,
      case a.kind when 'lead' then coalesce(p.attempts, 0) + 1 end as number,
      case when a.kind <> 'lead' or coalesce(p.unanswered, 0) < resends
        then (extract(epoch from wait) * 1000)::bigint end as again
    from abandon_requests(array['lead', 'look-up'], most, time_window) a left join lateral (
      select state, unanswered, attempts from lead_progress p where p.lead_id = a.request_id limit 1) p on true
  ), settled as (
    select count(s) as leads from (select array_agg(id) as ids, array_agg(claim) as claims,
        array_agg(again) as again, array_agg('uncertain'::text) as states,
        array_agg('the replica that sent it gave no outcome'::text) as errors,
        array_agg(was_sent) as sent, array_agg(was_sent and was_uncertain) as resent,
        array_agg(false) as absent from gone) g
    cross join lateral settle_leads(g.ids, g.ids, g.claims, g.again, null, g.states, g.errors, g.sent,
      g.resent, g.absent, null) s
  ), failed as (
    select record_failures(array_agg(id), array_agg(id), array_agg(claim), array_agg(number),
      array_agg(now()), array_agg('unknown'::text), array_agg(null::integer),
      array_agg(null::bigint)) from gone
  ), woken as (
    select wake_lanes_by(array_agg(customer_id), array_agg(now() + again * interval '1 ms')) from gone
  )
  select g.id, g.again is not null from gone g where (select leads from settled) >= 0
    and (select * from woken) >= 0 and (select * from failed) >= 0;
end $$;

-- An error may quote the lead; these reasons do not. Failed attempts quote nothing, and are of no use
-- once the lead can never be sent again.
create function erase_errors(leads uuid[], kept text[]) returns void language sql as $$
  update lead_progress set last_error = null where lead_id = any($1) and last_error <> all($2);
  delete from failed_attempt where lead_id = any($1);
$$;
