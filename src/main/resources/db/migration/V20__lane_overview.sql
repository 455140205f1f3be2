-- What it costs to look at many lanes: which of them are of archived customers, and how many leads wait.

alter table lane add column is_archived boolean not null default false; -- its customer has no token
update lane set is_archived = true
where customer_id in (select id from customer where archived_at is not null);

-- As before, and the lane is marked while its customer is archived.
create or replace function lane_follows_customer() returns trigger language plpgsql as $$
begin
  if new.archived_at is not null then
    update lane set state = 'paused', stop_reason = 'the customer is archived', is_archived = true
    where customer_id = new.id;
    return null;
  end if;
  if new.oplead_token is distinct from old.oplead_token then
    update lane set
      state = case when state = 'token_refused' or is_archived then 'open' else state end,
      stop_reason = case when state = 'token_refused' or is_archived then null
        else stop_reason end,
      is_archived = false,
      sleeps_until = '-infinity', sleep_reason = null,
      throttled_until = '-infinity', pace = null
    where customer_id = new.id;
  end if;
  update lane set opens_at = sleeps_until, next_at = greatest(now(), sleeps_until)
  where customer_id = new.id;
  return null;
end $$;

-- Retries in a lane's queue, as far as so many: due ones, and in a stopped lane those that are held.
create function retries_in(lane uuid, is_open boolean, most integer)
returns bigint language sql stable as $$
  select (select count(*) from (select from waiting_providers($1) p cross join lateral (
      select from lead_queue q where q.customer_id = $1 and q.provider_id = p.provider_id and q.retry
        and q.due_at < 'infinity' limit $3) r limit $3) due)
    + case when $2 then 0 else
      (select count(*) from (select from waiting_providers($1) p cross join lateral (
        select from lead_queue q where q.customer_id = $1 and q.provider_id = p.provider_id and q.retry
          and q.due_at = 'infinity' limit $3) r limit $3) kept)
      - (select count(*) from (select from lead_progress p
        where p.customer_id = $1 and p.state = 'uncertain' and p.due_at = 'infinity' limit $3) u) end
$$;

-- As before, but a long queue is not counted: where 100 leads or more wait for their first turn, these are
-- those that arrived and did not depart, and only retries are counted, as far as 1,000. Not among them are
-- leads that Oplead refused as one too many: a few at a time, which go first. Shorter queues are counted
-- as far as 1,000.
create or replace function lane_counts(lane uuid, is_open boolean, arrived bigint)
returns table (waiting bigint, held bigint, held_since timestamptz) language sql stable as $$
  select case when q.is_long and $2 then q.leads else d.due end,
    case when $2 then 0 when q.is_long then greatest(0, q.leads - d.due) else h.held end,
    (select created_at from lead where id = (select p.lead_id from lead_progress p
      where p.customer_id = $1 and p.state = 'held' and not $2 order by p.lead_id limit 1))
  -- Computed once (offset 0), not wherever it is used.
  from (select $3 >= 100 as is_long,
    case when $3 >= 100 then $3 + retries_in($1, $2, 1000) end as leads offset 0) q
  cross join lateral (select count(*) as due from leads_due_in($1,
    case when q.is_long and $2 then 0 when q.is_long then 100 else 1000 end)) d
  cross join lateral (select count(*) as held from (select from lead_progress p
    where p.customer_id = $1 and p.state = 'held' and not $2
    limit case when q.is_long then 0 else 1000 end) c) h
$$;
