-- How many leads a lane has, counted alike wherever a person reads it.

-- The leads that wait for a turn or for another try, as far as so many. Held ones have no due time, and
-- an index leads past them.
create function leads_due_in(lane uuid, most integer) returns setof uuid language sql stable as $$
  select d.lead_id from waiting_providers($1) p
  cross join lateral (select q.lead_id from lead_queue q where q.customer_id = $1
    and q.provider_id = p.provider_id and q.retry in (false, true) and q.due_at < 'infinity'
    limit $2) d limit $2
$$;

-- Leads that wait, the held ones of a stopped lane as far as 10,000, and when the first of these was
-- accepted.
--   arrived  leads that arrived and did not depart: where more than 1,000 wait, these are not counted
create function lane_counts(lane uuid, is_open boolean, arrived bigint)
returns table (waiting bigint, held bigint, held_since timestamptz) language sql stable as $$
  select case when d.due < 1000 then d.due else greatest(d.due, $3 - h.held) end, h.held,
    (select created_at from lead where id = (select p.lead_id from lead_progress p
      where p.customer_id = $1 and p.state = 'held' and not $2 order by p.lead_id limit 1))
  from (select count(*) as due from leads_due_in($1, 1000)) d
  cross join (select count(*) as held from (select from lead_progress p
    where p.customer_id = $1 and p.state = 'held' and not $2 limit 10000) c) h
$$;
