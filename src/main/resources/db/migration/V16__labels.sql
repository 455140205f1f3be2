-- Names of statuses that administrators gave a code at run time: of one customer's Oplead, or of all.
create table label_mapping (
  id          uuid primary key,
  customer_id uuid references customer,           -- null: of all customers
  label       text not null,
  essence     text not null,                      -- what of the label is compared
  code        text not null,
  created_at  timestamptz not null default now(),
  changed_at  timestamptz not null default now()
);
create unique index label_mapping_key on label_mapping
  (essence, coalesce(customer_id, '00000000-0000-0000-0000-000000000000'));

-- The last run that corrects the leads that had the name before it had its code: it walks unmapped_lead
-- in the order of the leads' ids.
create table label_correction (
  mapping_id uuid primary key references label_mapping on delete cascade,
  state      text not null check (state in ('running', 'done', 'cancelled')),
  planned    integer not null,                    -- the leads when it began
  corrected  integer not null default 0,
  last_lead  uuid not null default '00000000-0000-0000-0000-000000000000',
  started_at timestamptz not null default now(),
  ended_at   timestamptz
);
create index label_correction_running on label_correction (started_at) where state = 'running';

-- How often each customer's Oplead sent a name without a code.
create table unknown_label (
  customer_id uuid not null references customer,
  label       text not null,
  seen        bigint not null,
  first_seen  timestamptz not null default now(),
  last_seen   timestamptz not null default now(),
  primary key (customer_id, label)
);

-- A record of the log as it is tried again: what Oplead sent may be older than what came meanwhile, and
-- is marked, so that it cannot replace that.
create function retried_payload(payload bytea) returns bytea language sql immutable as $$
  select case when substring($1 from 1 for 19)
      in ('{"kind":"callback",'::bytea, '{"kind":"notified",'::bytea)
    then '{"again":true,'::bytea || substring($1 from 2) else $1 end
$$;

-- The kind of feedback in a record of the log.
create function payload_kind(payload bytea) returns text language sql immutable as $$
  select substring(encode(substring($1 from 1 for 60), 'escape') from '"kind":"([a-z]+)"')
$$;
