-- Endpoints that receive their provider's events by signed HTTP (src/docs/provider/push.md).
create table push_endpoint (
  id              uuid primary key,
  provider_id     uuid not null references provider,
  url             text not null,
  description     text,
  types           text[],                         -- of events; null: all
  customers       text[],                         -- slugs; null: all
  scheme          text not null check (scheme in ('v1', 'v1a')),
  secret          bytea not null,                 -- sealed for the endpoint
  previous_secret bytea,                          -- signs as well until a rotation's overlap ends
  previous_until  timestamptz,
  max_in_flight   integer not null check (max_in_flight between 1 and 32),
  state           text not null check (state in ('pending', 'active', 'failing', 'paused', 'gone', 'disabled')),
  warnings        text[] not null default '{}',   -- of the last handshake
  verified_at     timestamptz,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now()
);
create index push_endpoint_by_provider on push_endpoint (provider_id);

-- Up to where an endpoint has its provider's events: each event up to here is settled, or its lead has a
-- row in push_lead. A row is changed at every commit of a delivery, in place.
create table push_cursor (
  endpoint_id     uuid primary key references push_endpoint on delete cascade,
  transaction     xid8 not null,
  position        bigint not null,
  round           integer not null default 1,     -- how often the cursor was moved back, and once
  lease           bigint not null default 0,      -- of the replica that delivers; a new one fences it off
  holder          uuid,
  held_until      timestamptz,
  due_at          timestamptz not null default now(),
  in_flight       integer not null,               -- leads at once, at most max_in_flight
  failures        integer not null default 0,     -- of the endpoint, in a row
  failing_since   timestamptz,
  last_success_at timestamptz,
  last_error      text
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500);

-- Leads in trouble, each on a cursor of its own.
create table push_lead (
  endpoint_id     uuid not null references push_endpoint on delete cascade,
  lead_id         uuid not null,
  next_sequence   integer not null,
  attempts        integer not null,               -- of that event
  next_attempt_at timestamptz not null,
  waiting_since   timestamptz not null default now(),
  last_status     integer,                        -- null: there was no answer
  last_error      text,
  primary key (endpoint_id, lead_id)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);
create index push_lead_due on push_lead (endpoint_id, next_attempt_at);

-- The end of each attempt. Those of a removed endpoint stay until their month is dropped.
create table push_delivery (
  id              uuid primary key,
  endpoint_id     uuid not null,
  event_id        uuid not null,
  lead_id         uuid not null,
  sequence        integer not null,
  type            text not null,
  state           text not null,                  -- delivered, failed, given_up
  attempt         integer not null,
  round           integer not null,
  status          integer,                        -- HTTP; null: there was no answer
  duration_millis integer not null,
  answer          text                            -- its start, or why there is none; null when delivered
) partition by range (id);
create index push_delivery_by_endpoint on push_delivery (endpoint_id, id);
-- Of one lead, however many deliveries its endpoints have had.
create index push_delivery_by_lead on push_delivery (lead_id, id);

-- Takes the lease of endpoints that have something to send: of these providers, or of all for null. Of all,
-- those that were due and idle for a while are looked at only where asked, since that is an index probe
-- for each of them.
create function claim_endpoints(claimer uuid, providers uuid[], idle boolean, leased interval, most integer)
returns setof uuid language sql as $$
  with due as (
    select c.endpoint_id from push_cursor c
    join push_endpoint e on e.id = c.endpoint_id
    join provider p on p.id = e.provider_id
    where c.endpoint_id = any(case
        when $2 is null then array(select id from push_endpoint)
        else array(select id from push_endpoint where provider_id = any($2)) end)
      and e.state in ('active', 'failing') and p.disabled_at is null and c.due_at <= now()
      and (c.held_until is null or c.held_until < now())
      and ((($2 is not null or $3 or c.held_until is not null or c.due_at > now() - interval '20 s')
          and has_next_event(e.provider_id, c.transaction, c.position))
        or exists (
          select from push_lead l where l.endpoint_id = c.endpoint_id and l.next_attempt_at <= now()))
    order by c.due_at limit $5 for no key update of c skip locked
  )
  update push_cursor c set holder = $1, lease = c.lease + 1, held_until = now() + $4
  from due where c.endpoint_id = due.endpoint_id returning c.endpoint_id
$$;

-- Whether events may be read for an endpoint under a lease: it was not paused, moved or claimed since.
create function delivers(endpoint uuid, held bigint) returns boolean language sql stable as $$
  select exists (select from push_endpoint e join push_cursor c on c.endpoint_id = e.id
    where e.id = $1 and e.state in ('active', 'failing') and c.lease = $2)
$$;

-- Moves the cursor and extends the lease, where it is still held; returns the endpoint's state, or null
-- where the lease was lost and nothing may be written.
create function move_push_cursor(endpoint uuid, claimer uuid, held bigint, moved xid8, place bigint,
  leased interval, delivered boolean)
returns text language plpgsql as $$
begin
  update push_cursor c set transaction = moved, position = place, held_until = now() + leased,
    last_success_at = case when delivered then now() else last_success_at end
  where c.endpoint_id = endpoint and c.holder = claimer and c.lease = held;
  if not found then
    return null;
  end if;
  return (select state from push_endpoint where id = endpoint);
end $$;

-- Ends a lease early, so that another replica need not wait for its end, and sets when to look again.
-- The health of the endpoint is what the attempts since the claim showed; a paused one stays paused.
create function release_endpoint(endpoint uuid, claimer uuid, held bigint, wait interval, pace integer,
  failed integer, succeeded boolean, error text, new_state text)
returns boolean language plpgsql as $$
begin
  update push_cursor c set holder = null, held_until = null, due_at = now() + wait, in_flight = pace,
    failures = failed, last_error = coalesce(error, c.last_error),
    last_success_at = case when succeeded then now() else c.last_success_at end,
    failing_since = case when failed = 0 then null else coalesce(c.failing_since, now()) end
  where c.endpoint_id = endpoint and c.holder = claimer and c.lease = held;
  if found then
    update push_endpoint set state = new_state, updated_at = now()
    where id = endpoint and state in ('active', 'failing') and state <> new_state;
  end if;
  return found;
end $$;
