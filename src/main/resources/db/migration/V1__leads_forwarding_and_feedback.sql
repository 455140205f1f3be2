-- Customers work their leads in Oplead; providers hand leads in. Times are UTC, ids UUIDv7.

create table customer (
  id                  uuid primary key,
  slug                text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) <= 63),
  name                text not null,
  oplead_base_url     text,                       -- null: leadloop.oplead.base-url
  oplead_token        bytea not null,             -- sealed for this customer
  oplead_token_hint   text not null,              -- the last four characters
  requests_per_minute integer not null check (requests_per_minute > 0),
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now()
);

create table provider (
  id         uuid primary key,
  slug       text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) <= 63),
  name       text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table provider_key (
  id            uuid primary key,
  provider_id   uuid not null references provider,
  public_id     text not null unique,
  secret_sha256 bytea not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz,
  revoked_at    timestamptz
);
create index provider_key_by_provider on provider_key (provider_id);

create table customer_grant (
  provider_id uuid not null references provider,
  customer_id uuid not null references customer,
  created_at  timestamptz not null default now(),
  primary key (provider_id, customer_id)
);

-- One lane per customer token: who sends with it locks this row first.
create table lane (
  customer_id  uuid primary key references customer,
  state        text not null default 'open' check (state in ('open', 'paused', 'token_refused')),
  sleeps_until timestamptz not null default '-infinity', -- Oplead said when to come back
  claimed_at   timestamptz not null default '-infinity'  -- lanes take turns by it
);

create function open_lane() returns trigger language plpgsql as $$
begin
  insert into lane (customer_id) values (new.id);
  return null;
end $$;
create trigger customer_has_a_lane after insert on customer for each row execute function open_lane();

-- The sliding log of each lane: one row for each request that Oplead may have seen.
-- Until sent_at is known the slot counts as "now"; that of a dead replica until its lease ends.
create table lane_slot (
  lead_id     uuid not null,
  claim       integer not null,
  customer_id uuid not null references lane,
  lease_until timestamptz not null,
  sent_at     timestamptz,
  primary key (lead_id, claim)
);
create index lane_slot_in_window on lane_slot (customer_id, (coalesce(sent_at, lease_until)));

-- The lead row is the queue.
create table lead (
  id                 uuid primary key,
  provider_id        uuid not null references provider,
  customer_id        uuid not null references customer,
  reference          text check (length(reference) between 1 and 128),
  fingerprint        bytea not null,              -- keyed: tells a repeat from another lead
  document           bytea not null,              -- sealed for this lead
  state              text not null default 'queued' check (state in
                       ('queued', 'forwarding', 'forwarded', 'rejected', 'uncertain', 'held', 'expired')),
  next_attempt_at    timestamptz default now(),
  lease_until        timestamptz,                 -- while forwarding
  claims             integer not null default 0,  -- fences off a claim that was taken over
  attempts           integer not null default 0,
  possible_duplicate boolean not null default false,
  last_error         text,
  oplead_id          text,
  -- what projection has told the provider so far
  told_forwarded     boolean not null default false,
  sequence           integer not null default 0,
  status_code        text,
  status_label       text,
  status_at          timestamptz,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  unique (provider_id, reference)
);
create index lead_due on lead (customer_id, next_attempt_at, id) where state in ('queued', 'uncertain');
create index lead_leased on lead (lease_until) where state = 'forwarding';
create index lead_waiting on lead (created_at) where state in ('queued', 'uncertain');
create index lead_by_provider on lead (provider_id, id desc);

-- Feedback that could not, or must not, go to the log directly; the relay moves it there in order.
create table outbox (
  position    bigint generated always as identity primary key,
  feedback_id uuid not null,
  lead_id     uuid not null,
  payload     bytea not null,
  created_at  timestamptz not null default now()
);

-- One relay at a time, whichever replica holds the lease.
create table outbox_lease (
  only_row   boolean primary key default true check (only_row),
  holder     uuid not null,
  held_until timestamptz not null
);

-- Every feedback that was taken from the log, with the position it came from.
create table feedback (
  id            uuid primary key,
  position      bigint generated always as identity,
  lead_id       uuid not null references lead,
  kind          text not null,
  log_partition integer not null,
  log_offset    bigint not null,
  body          bytea,                            -- a callback's raw body, sealed for its lead
  content_type  text,
  received_at   timestamptz not null,
  recorded_at   timestamptz not null default now()
);
create index feedback_last_callback on feedback (lead_id, position desc) where kind = 'callback';

-- What providers are told: the topic and the history are read from here.
create table lead_event (
  id          uuid primary key,
  feedback_id uuid not null references feedback,
  lead_id     uuid not null references lead,
  provider_id uuid not null references provider,
  source      text not null,
  sequence    integer not null,
  type        text not null,
  time        timestamptz not null,
  data        text not null,                      -- byte for byte what the topic carries
  unique (lead_id, sequence)
);
create index lead_event_by_feedback on lead_event (feedback_id);
