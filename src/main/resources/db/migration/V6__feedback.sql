-- Feedback that could not, or must not, go to the log directly; the relay moves it there in order.
create table outbox (
  position    bigint generated always as identity primary key,
  feedback_id uuid not null,
  lead_id     uuid not null,
  payload     bytea not null,
  created_at  timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);

-- One relay at a time, whichever replica holds the lease.
create table outbox_lease (
  only_row   boolean primary key default true check (only_row),
  holder     uuid not null,
  held_until timestamptz not null
);

-- Feedback that the log never takes, whatever is tried: it waits here for an administrator, and the
-- rest of the outbox goes on without it.
create table outbox_set_aside (
  position     bigint primary key,                -- that of the outbox
  feedback_id  uuid not null,
  lead_id      uuid not null,
  payload      bytea not null,
  reason       text not null,
  created_at   timestamptz not null,
  set_aside_at timestamptz not null default now()
);
create index outbox_set_aside_by_lead on outbox_set_aside (lead_id);
create index outbox_set_aside_by_id on outbox_set_aside (feedback_id);

-- Records of the log that can never be projected. They stand on a topic of their own as well; from here
-- an administrator has them projected again. A record that could not be read has no id of its own, nor
-- perhaps a lead.
create table dead_letter (
  id            uuid primary key,                 -- of the record's time and its place on the log
  log_partition integer not null,
  log_offset    bigint not null,
  feedback_id   uuid,
  lead_id       uuid,
  kind          text,
  payload       bytea,                            -- null: it was too long
  reason        text not null,
  received_at   timestamptz not null,
  set_aside_at  timestamptz not null default now()
);
create index dead_letter_by_lead on dead_letter (lead_id);

-- Up to where each partition of the feedback log was published when a replica last recorded it. Kafka
-- forgets the offsets of a group that was away for too long; reading goes on from here then. A topic
-- that was made again has another id, and its offsets begin again.
create table log_progress (
  topic_id    text not null,
  partition   integer not null,
  next_offset bigint not null,
  primary key (topic_id, partition)
);

-- The least id that a UUIDv7 of that time may have. History is partitioned by month of its ids, so a
-- statement that bounds the id by a time reads the partitions of that time alone.
create function first_id(at timestamptz) returns uuid language sql stable as $$
  select rpad(lpad(to_hex((extract(epoch from $1) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;

-- The time in a UUIDv7.
create function id_time(id uuid) returns timestamptz language sql immutable as $$
  select to_timestamp(('x' || left(replace($1::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;

-- Every feedback that was taken from the log, with the position it came from and the events that it
-- caused. Its id, by which it is looked up, is that of the receipt and selects the partition.
create table feedback (
  id             uuid primary key,
  lead_id        uuid not null,
  kind           text not null,
  log_partition  integer not null,
  log_offset     bigint not null,
  first_sequence integer not null default 0,      -- of its events; they follow one another
  events         integer not null default 0,
  body           bytea,                           -- a callback's raw body, sealed for its lead
  content_type   text,
  is_unread      boolean not null default false,  -- no status was found in its body, which is kept
  received_at    timestamptz not null,
  recorded_at    timestamptz not null default now()
) partition by range (id);
create index feedback_body on feedback (lead_id, id) where body is not null;
create index feedback_unread on feedback (id) where is_unread;

-- The events that are published to providers: the topic and the history come from here.
-- A primary key of a partitioned table contains the partition key, so the id is its last column: that a
-- lead has each sequence once is held by the lock on its row of lead_progress, which counts them.
create sequence lead_event_position;
create table lead_event (
  lead_id     uuid not null,
  sequence    integer not null,
  id          uuid not null,
  provider_id uuid not null,
  source      text not null,
  type        text not null,
  time        timestamptz not null,
  data        text not null,                      -- byte for byte what the topic carries
  -- The order in which events may be read: a reader that has seen position n is shown nothing later
  -- that comes before it. A position alone cannot promise that, since a transaction that took an
  -- earlier one may commit later; so events are read up to the oldest transaction in flight.
  position    bigint not null default nextval('lead_event_position'), -- identity columns of partitioned tables need PostgreSQL 17
  transaction xid8 not null default transaction_number(),
  primary key (lead_id, sequence, id)
) partition by range (id);
create index lead_event_feed on lead_event (provider_id, transaction, position);

-- When a transaction was current, about once a day. A reader's cursor is a transaction; the mark before
-- it is a bound for the ids of the events after it, so that the feed skips the months before.
create table feed_mark (
  transaction xid8 primary key default transaction_number(),
  time        timestamptz not null default now()
);

create function mark_feed() returns void language sql as $$
  insert into feed_mark select where not exists (
    select from feed_mark where time > now() - interval '1 day')
$$;

-- The least id of an event after that cursor; clocks may differ by a day.
create function feed_since(cursor xid8) returns uuid language sql stable as $$
  select first_id(coalesce((select time - interval '1 day' from feed_mark
    where transaction <= $1 order by transaction desc limit 1), 'epoch'))
$$;

-- Whether a provider has an event after that cursor that may be read. In PL/pgSQL, whose plan is made once.
create function has_next_event(provider uuid, cursor xid8, place bigint) returns boolean language plpgsql stable as $$
begin
  perform from lead_event e
  where e.provider_id = provider and e.id >= feed_since(cursor)
    and (e.transaction, e.position) > (cursor, place)
    and e.transaction < oldest_in_flight()
  order by e.transaction, e.position limit 1;
  return found;
end $$;

-- The cursor before a provider's first event since that time: no mark is later than what follows it.
create function feed_cursor(provider uuid, since timestamptz, out transaction xid8, out place bigint)
language sql stable as $$
  select e.transaction, e.position - 1 from lead_event e
  where e.provider_id = $1 and e.id >= first_id($2 - interval '1 day') and e.time >= $2
    and e.transaction >= coalesce(
      (select m.transaction from feed_mark m where m.time <= $2 order by m.time desc limit 1), '0'::xid8)
  order by e.transaction, e.position limit 1
$$;

-- The cursor after everything that was stored before now, or is being stored.
create function feed_end(out transaction xid8, out place bigint) language sql stable as $$
  select (next_number() - 1)::text::xid8, 999999999999999999
$$;

-- Every name that Oplead gave to a status, with the code under which it was published: names that have
-- none are listed from here, and a corrected table of names is noticed by it.
create table status_label (
  label      text primary key,
  code       text not null,
  revision   integer not null default 0,          -- how often its code was corrected
  first_seen timestamptz not null default now()
);

-- Leads whose last status has a name without a code. Few leads are here, so that a name that gets its
-- code finds them without an index on the statuses of all.
create table unmapped_lead (
  lead_id     uuid primary key,
  customer_id uuid not null,
  label       text not null,
  essence     text not null                       -- what of the label is compared
) with (autovacuum_vacuum_scale_factor = 0.05);
create index unmapped_lead_by_label on unmapped_lead (essence, lead_id);
create index unmapped_lead_by_customer on unmapped_lead (essence, customer_id, lead_id);

-- Feedback on its way to the log, in the transaction of what it reports and in the order of the
-- arrays; entries without an id are left out. Returns how many were written.
create function append_feedback(feedback_ids uuid[], lead_ids uuid[], payloads bytea[])
returns integer language plpgsql as $$
declare
  appended integer := 0;
begin
  if feedback_ids is not null then
    insert into outbox (feedback_id, lead_id, payload)
    select f.feedback_id, f.lead_id, f.payload
    from unnest(feedback_ids, lead_ids, payloads) as f(feedback_id, lead_id, payload)
    where f.feedback_id is not null;
    get diagnostics appended = row_count;
  end if;
  return appended;
end $$;

-- The status that a callback may report since it was asked for.
create function await_status(awaiting uuid, code text) returns void language sql as $$
  update lead_progress set awaited_status = $2 where lead_id = $1
$$;

-- The status that is still awaited from Oplead after it refused one; null: it refused none.
create function awaited_after_refusal(awaited text, refused text)
returns text language sql immutable as $$
  select nullif(awaited, refused)
$$;

-- Destroys what feedback holds of a person: only callbacks have a body, what was set aside may be a
-- callback, and of events ids, times and codes remain.
create function erase_feedback(leads uuid[]) returns void language sql as $$
  update lead_progress set status_label = null, last_callback = null
  where lead_id = any($1) and (status_label is not null or last_callback is not null);
  update feedback set body = null, content_type = null, is_unread = false
  where lead_id = any($1) and body is not null;
  delete from outbox_set_aside where lead_id = any($1);
  delete from dead_letter where lead_id = any($1);
  delete from unmapped_lead where lead_id = any($1);
  update lead_event set data = (
    jsonb_set(jsonb_set(data::jsonb - 'appointment_state' || '{"reason": null}',
      '{status,label}', 'null', false), '{previous_status,label}', 'null', false))::text
  where lead_id = any($1) and data ~ '"(label|reason|appointment_state)": *"';
$$;
