-- A lane is looked at when its time has come, and not before: however many leads are parked behind
-- its quota, they cost nothing until then.
alter table lane
  add column next_at      timestamptz not null default now(),       -- when to look at it
  add column opens_at     timestamptz not null default '-infinity', -- until then its quota is used up, or Oplead asked to wait
  add column retries_used integer not null default 0,               -- of quota_used, those by retries
  add column turn         bigint  not null default 0,               -- the virtual time of fair queueing
  add column share        integer check (share > 0),                -- of the quota, while somebody else spends the rest; null: all
  add column share_since  timestamptz not null default '-infinity',
  add column stop_reason  text;                                     -- why it is not open
create index lane_next on lane (next_at) where state = 'open';
create index lane_stopped on lane (customer_id) where state <> 'open';

-- The log of send times is counted as it is written: quota_used is the number of the lane's slots.
alter table lane_slot
  add column claimed_at timestamptz not null default now(),
  add column retry      boolean     not null default false;
update lane l set quota_used = (select count(*) from lane_slot s where s.customer_id = l.customer_id);

-- What each provider had of a lane, in leads and on from the lane's virtual time: who had least is next.
create table lane_provider (
  customer_id uuid   not null references lane,
  provider_id uuid   not null references provider,
  served      bigint not null,
  primary key (customer_id, provider_id)
) with (fillfactor = 50);

-- A customer's own shelf life; null: leadloop.forwarding.shelf-life.
alter table customer
  add column shelf_life_millis     bigint check (shelf_life_millis > 0),
  -- How its Oplead differs from leadloop.oplead.*; null: it does not.
  add column token_header          text,
  add column token_scheme          text,
  add column token_query_parameter text,
  add column provider_fields       text check (provider_fields in ('flat', 'nested'));

alter table lead
  add column expires_at  timestamptz not null default now() + interval '24 hours', -- the shelf life, or not_after if that is sooner
  add column retry       boolean generated always as (attempts > 0) stored,
  add column looked_up   boolean not null default false, -- uncertain, and Oplead says that it does not have it
  add column last_answer bytea;                          -- what Oplead said last, shortened; sealed for this lead
update lead set expires_at = least(not_after, created_at + interval '24 hours')
  where state in ('queued', 'uncertain', 'forwarding', 'held');

drop index lead_due;
drop index lead_waiting;
drop index lead_not_after;
create index lead_turn on lead (customer_id, provider_id, retry, next_attempt_at, id)
  where state in ('queued', 'uncertain');
create index lead_urgent on lead (customer_id, provider_id, not_after)
  where state in ('queued', 'uncertain') and not_after is not null;
create index lead_expiring on lead (expires_at) where state in ('queued', 'uncertain');
create index lead_held on lead (customer_id, created_at) where state = 'held';

-- A new token reopens the lane that the old one's refusal stopped; a new limit counts at once.
create function lane_follows_customer() returns trigger language plpgsql as $$
begin
  update lane set
    state = case when state = 'token_refused' and new.oplead_token is distinct from old.oplead_token
                 then 'open' else state end,
    stop_reason = case when state = 'token_refused' and new.oplead_token is distinct from old.oplead_token
                       then null else stop_reason end,
    opens_at = sleeps_until, next_at = greatest(now(), sleeps_until)
  where customer_id = new.id;
  return null;
end $$;
create trigger customer_changes_its_lane after update of oplead_token, requests_per_minute on customer
  for each row execute function lane_follows_customer();
