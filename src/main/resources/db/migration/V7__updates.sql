-- What a provider wants done to a lead that Oplead has: a document to be attached, a status to be set.
-- Those of one lead go one after the other, in the order of their positions: only the first that is
-- open has a time at which it is due.
create table lead_update (
  id              uuid primary key,
  position        bigint generated always as identity,
  number          integer not null default 1,     -- among those of its lead
  lead_id         uuid not null,
  customer_id     uuid not null,
  kind            text not null check (kind in ('document', 'status')),
  state           text not null default 'queued' check (state in ('queued', 'sending', 'delivered', 'refused')),
  next_attempt_at timestamptz,
  claims          integer not null default 0,     -- distinguishes a claim from those before
  attempts        integer not null default 0,
  expires_at      timestamptz not null,           -- refused if Oplead does not have it by then
  last_error      text,
  -- of a document
  document_kind   text check (document_kind in ('quote', 'invoice', 'other')),
  media_type      text,
  file_name       bytea,                          -- sealed; gone with the document
  bytes           bigint,
  pieces          integer,
  fingerprint     bytea,                          -- keyed: distinguishes the same bytes from others
  -- of a status
  status_code     text,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  check ((kind = 'document') = (document_kind is not null and bytes is not null and pieces is not null)),
  check ((kind = 'status') = (status_code is not null))
);
create index lead_update_of_lead on lead_update (lead_id, position);
create index lead_update_due on lead_update (customer_id, next_attempt_at)
  where state = 'queued' and next_attempt_at is not null;
-- Only a look for what expires may use this: it serves no look for what is due. Where statistics
-- say that hardly anything waits, the planner would otherwise take it for the shorter way to it, and read
-- all that waits.
create index lead_update_expiring on lead_update (expires_at)
  where state = 'queued' and expires_at is not null;
-- What a request for a lead's document or status reads, however many there were before: those that wait,
-- and the documents that Oplead has or may have.
create index lead_update_open on lead_update (lead_id, position) where state in ('queued', 'sending');
create index lead_update_kept on lead_update (lead_id) where kind = 'document' and state <> 'refused';

-- A document's bytes, piece by piece, each sealed for its place; there until Oplead has them. They
-- come before the document's row, so pieces without one are those of an upload that broke off.
create table document_piece (
  id          uuid primary key,
  document_id uuid not null,
  number      integer not null,                   -- from 0
  sealed      bytea not null,
  created_at  timestamptz not null default now(),
  unique (document_id, number)
);
create index document_piece_first on document_piece (created_at) where number = 0;
alter table document_piece alter column sealed set storage external; -- sealed bytes do not compress

-- What an outcome of leads means for their updates: once Oplead's id of the lead is known, the first is
-- due; once Oplead will never have the lead, all of them expire. The caller has locked the leads'
-- progress, so that a transaction that adds an update meanwhile waits, and finds the outcome.
create function updates_follow(leads uuid[]) returns integer language plpgsql as $$
declare
  with_updates uuid[];
  lanes        uuid[];
begin
  with_updates := array(select l.id from unnest(leads) as l(id) cross join lateral (
    select from lead_update u where u.lead_id = l.id and u.state in ('queued', 'sending') limit 1) u);
  if cardinality(with_updates) > 0 then
    update lead_update u set expires_at = now() from lead_progress p
    where p.lead_id = any(with_updates) and p.state in ('rejected', 'expired')
      and u.lead_id = p.lead_id and u.state = 'queued';
    with due as (
      update lead_update u set next_attempt_at = now()
      where u.next_attempt_at is null and u.state = 'queued' and u.id = any(array(
        select f.id from unnest(with_updates) as l(id)
        join lead_progress p on p.lead_id = l.id and p.oplead_id is not null
        cross join lateral (select o.id from lead_update o
          where o.lead_id = l.id and o.state in ('queued', 'sending')
          order by o.position limit 1) f))
      returning u.customer_id
    )
    select array_agg(distinct customer_id) into lanes from due;
    perform wake_lanes(lanes);
  end if;
  return coalesce(cardinality(with_updates), 0);
end $$;

-- What a replica may send of updates in a lane.
create type update_room as (
  lane      uuid,
  free      integer,
  documents integer -- of these at most
);

-- An update that is due, and whether it is claimed.
create type due_update as (
  id         uuid,
  lane       uuid,
  is_claimed boolean
);

-- The updates that are due in these lanes, locked, of each as many as are free, and which of them are
-- claimed: so many in all, and so many documents. Of one lead there is never more than one that is due.
create function due_updates(rooms update_room[], most integer, most_documents integer)
returns setof due_update language plpgsql rows 100 as $$
begin
  return query
  with due as (
    select u.*, row_number() over (partition by u.customer_id, u.kind order by u.next_attempt_at)
        <= r.documents as fits,
      row_number() over (partition by u.customer_id order by u.next_attempt_at) as place
    from unnest(rooms) r cross join lateral (
      select id, customer_id, kind, next_attempt_at from lead_update
      where customer_id = r.lane and state = 'queued' and next_attempt_at <= now()
        and coalesce(expires_at, now()) > now()
      order by next_attempt_at limit r.free for update skip locked) u
  ), allowed as (
    select d.*, d.kind = 'status' or (d.fits and row_number() over (
      partition by d.kind order by d.fits desc, d.place) <= most_documents) as may
    from due d
  )
  select a.id, a.customer_id,
    a.may and row_number() over (partition by a.may order by a.place) <= most
  from allowed a;
end $$;

-- When each lane is to be looked at after a claim of updates. One that has more than there is room for is
-- looked at again soon, by whichever replica has room.
create function next_updates(rooms update_room[], due due_update[])
returns table (lane uuid, look_at timestamptz) language sql stable as $$
  select r.lane, case
    when t.claimed > 0 and t.claimed = r.free then now()
    when t.claimed < t.due or n.next_attempt_at <= now() then now() + interval '250 ms'
    else coalesce(n.next_attempt_at, 'infinity') end
  from unnest($1) r
  cross join lateral (
    select count(*) as due, count(*) filter (where d.is_claimed) as claimed
    from unnest($2) d where d.lane = r.lane) t
  left join lateral (
    select u.next_attempt_at from lead_update u
    where u.customer_id = r.lane and u.state = 'queued' and u.next_attempt_at is not null
      and (u.next_attempt_at > now() or coalesce(u.expires_at, now()) > now())
    order by u.next_attempt_at limit 1) n on true
$$;

-- Claims updates in these lanes, which open_lanes returned.
--   rooms      calls that the caller can make in each lane
--   most       updates that it can send in all
--   documents  the documents that it can send in each lane, and most_documents in all
--   reserved   whether to keep to what updates have not had of the tenth of the quota that is theirs
create function claim_updates(lanes uuid[], rooms integer[], most integer, lease interval,
  documents integer[], most_documents integer, time_window interval, reserved boolean)
returns setof lead_update language plpgsql rows 100 as $$
declare
  free    update_room[];
  due     due_update[];
  claimed lead_update[];
begin
  free := array(
    select (f.lane, least(f.free, case when reserved then f.free_updates end), g.documents)::update_room
    from free_slots(lanes, rooms, most, time_window) f
    join unnest(lanes, documents) as g(lane, documents) using (lane));
  due := array(select d from due_updates(free, most, most_documents) d);
  with taken as (
    update lead_update u set state = 'sending', claims = u.claims + 1, attempts = u.attempts + 1,
      next_attempt_at = null, updated_at = now()
    where u.id = any(array(select d.id from unnest(due) d where d.is_claimed))
    returning u as claim
  )
  select array_agg(t.claim) into claimed from taken t;
  perform take_slots(s.requests, s.claims, s.lanes, 'update', lease, n.lanes, n.look_at)
  from (select array_agg(k.id) as requests, array_agg(k.claims) as claims,
      array_agg(k.customer_id) as lanes from unnest(claimed) k) s,
    (select array_agg(n.lane) as lanes, array_agg(n.look_at) as look_at
      from next_updates(free, due) n) n;
  return query select * from unnest(claimed);
end $$;

-- A document's sender finds it gone, and the document is refused.
create function erase_updates(leads uuid[]) returns void language sql as $$
  with erased as (
    update lead_update set file_name = null, last_error = null,
      expires_at = case kind when 'document' then least(expires_at, now()) else expires_at end
    where lead_id = any($1) returning id, kind
  )
  delete from document_piece where document_id in (select id from erased where kind = 'document')
$$;
