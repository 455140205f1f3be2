-- What Oplead's refusals for too many requests (429) taught a lane, instead of V6's share, which no
-- statement reads any more; it stays for a gateway of the version before that still runs.
alter table lane
  add column throttled_until  timestamptz not null default '-infinity', -- the end of the last pause that a 429 asked for
  add column pace             integer check (pace > 0),                 -- requests in a window, evenly spread; null: the quota alone
  add column pace_holds_until timestamptz not null default 'epoch',     -- from then on the pace grows
  add column sleep_reason     text,                                     -- why it sends nothing until sleeps_until
  add column reserved_until   timestamptz not null default '-infinity'; -- until then a slot is kept for an administrator

alter table lane_slot
  add column refused    boolean not null default false, -- answered 429: Oplead did not take it
  add column for_update boolean not null default false; -- by a document or a status
create index lane_slot_for_update on lane_slot (customer_id) where for_update;

-- Requests in a window that a lane sends now, evenly spread; null: as many as its quota allows, at
-- once. The class LanePace computes the same.
create function lane_pace(pace integer, holds_until timestamptz, quota integer, time_window interval)
returns integer language sql stable as $$
  select case when now() < holds_until then pace when grown < 6 * quota then grown end
  from (select pace + floor(power(2::float8, least(29, greatest(0, 30
    * extract(epoch from now() - holds_until) / extract(epoch from time_window)))::float8))::int
    as grown) g
$$;

-- What the pace allows: so many requests in the window, of which so many now, and the next ones when
-- the gap after the last has passed. A refused request is none of those that Oplead took.
create function lane_allowance(
  lane_id uuid, kept_pace integer, holds_until timestamptz, quota integer, time_window interval)
returns table (pace integer, in_window integer, at_once integer, gap interval,
  next_at timestamptz, refused integer)
language sql stable as $$
  select p, case when p is null then quota else least(quota, p + s.refused) end,
    case when p is null then quota when s.last is null then greatest(1, p / 240)
      else greatest(0, least(greatest(1, p / 240),
        floor(extract(epoch from now() - s.last) * p / extract(epoch from time_window))))::int end,
    time_window / p, coalesce(s.last + time_window / p, '-infinity'), s.refused
  from (select case when kept_pace is not null
      then lane_pace(kept_pace, holds_until, quota, time_window) end as p) now_allowed
  cross join lateral (
    select max(claimed_at) as last,
      (count(*) filter (where l.refused and sent_at > now() - time_window))::int as refused
    from lane_slot l where l.customer_id = lane_id and p is not null) s
$$;

-- Slots that are kept for what an administrator asks. Of a small quota one would be too large a part,
-- so it is kept only after an administrator found none.
create function lane_reserve(quota integer, reserved_until timestamptz)
returns integer language sql stable as $$
  select case when quota >= 50 or (quota > 1 and reserved_until > now()) then 1 else 0 end
$$;

-- A new token reopens the lane that the old one's refusal stopped, and what Oplead asked of the old
-- one does not hold for it; a new limit counts at once.
create or replace function lane_follows_customer() returns trigger language plpgsql as $$
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
