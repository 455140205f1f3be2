-- Since when a lead that is held is on hold; null: since its last change, as it was held before there was
-- this column. Otherwise that is no measure, since other stages set it, too.
alter table lead_progress add column held_at timestamptz;

-- As before, and the time at which a lead is held is kept.
create or replace function hold_leads(most integer) returns table (lead_id uuid, reason text)
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
  update lead_progress p set state = 'held', due_at = 'infinity', updated_at = now(), held_at = now(),
    last_error = coalesce(l.stop_reason, 'forwarding is stopped')
  from lane l where p.lead_id = any(leads) and l.customer_id = p.customer_id;
  perform queue_again(leads);
  return query select p.lead_id, p.last_error from lead_progress p where p.lead_id = any(leads);
end $$;

-- As before, and the time on hold is counted from when it began.
create or replace function release_leads(most integer) returns setof uuid language plpgsql as $$
declare
  leads uuid[] := array(select releasable_leads(most));
begin
  perform lock_progress(leads);
  leads := array(select l.lead_id from leads_at(leads) l where l.state = 'held');
  leads := array(select l.lead_id from leave_queue(leads) l);
  update lead_progress p set state = null, due_at = null, updated_at = now(), held_at = null,
    expires_at = least(l.not_after, l.expires_at + (now() - coalesce(p.held_at, p.updated_at)))
  from leads_at(leads) l where p.lead_id = l.lead_id and p.lead_id = any(leads);
  perform queue_again(leads);
  perform wake_lanes(array(select distinct l.customer_id from leads_at(leads) l));
  return query select unnest(leads);
end $$;

-- As before, and the time at which a lead is held is kept.
create or replace function settle_leads(ids uuid[], leads uuid[], claims integer[], again bigint[],
  oplead_ids text[], states text[], errors text[], counts boolean[], resent boolean[],
  absent boolean[], answers bytea[])
returns table (lead_id uuid, state text) language plpgsql rows 100 as $$
begin
  return query
  with settled as (
    insert into lead_progress as p (lead_id, customer_id, provider_id, state, due_at, retry, claims,
      attempts, unanswered, looked_up, possible_duplicate, oplead_id, last_error, last_answer,
      forwarded_at, held_at)
    select l.id, l.customer_id, l.provider_id, nullif(g.state, 'queued'),
      case when g.state not in ('forwarded', 'rejected') then case g.again when 0 then l.created_at
        else coalesce(now() + g.again * interval '1 ms', 'infinity') end end,
      g.counts, g.claim, g.counts::int, (g.counts and g.state = 'uncertain')::int, g.absent,
      g.resent, g.oplead_id, g.error, g.answer, case g.state when 'forwarded' then now() end,
      case g.state when 'held' then now() end
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
      forwarded_at = coalesce(p.forwarded_at, excluded.forwarded_at), held_at = excluded.held_at,
      updated_at = now()
    returning p.lead_id, p.due_at, p.state
  ), queued as (
    select queue_again(array_agg(s.lead_id)) from settled s where s.due_at is not null
  )
  select s.lead_id, coalesce(s.state, 'queued') from settled s where exists (select from queued);
end $$;

-- Leads whose shelf life has ended leave the queue, at most so many. One that somebody puts back while
-- this waits for it has another shelf life. Returns them.
create function expire_due_leads(most integer, reason text) returns setof uuid language plpgsql as $$
declare
  leads uuid[] := array(select lead_id from lead_queue where expires_at <= now()
    order by expires_at limit most);
begin
  perform lock_progress(leads);
  return query select expire_leads(array(select l.lead_id from leads_at(leads) l
    where l.expires_at <= now() and l.due_at < 'infinity'), reason, false);
end $$;
