-- As before, and a lead that is claimed at the same time is left to its claim, which has taken it out of
-- the queue and does not show before it is committed. Queued a second time, it would be sent twice.
create or replace function requeue_leads(leads uuid[], states text[], as_retries boolean,
  shelf_life interval, can_look_up boolean)
returns setof uuid language plpgsql as $$
declare
  chosen    uuid[];
  waiting   uuid[];
  customers uuid[];
  arriving  uuid[];
begin
  perform lock_progress(leads);
  chosen := array(select r.lead_id from resendable_leads(leads, states) r);
  -- Held and uncertain ones wait in the queue; the others left it before.
  waiting := array(select l.lead_id from leave_queue(chosen) l);
  chosen := array(select l.lead_id from leads_at(chosen) l
    where l.state in ('rejected', 'expired') or l.lead_id = any(waiting));
  customers := array(select distinct l.customer_id from leads_at(chosen) l);
  -- Those that expired before they were ever claimed had left their lanes; held ones never do.
  arriving := array(select l.customer_id from leads_at(chosen) l
    where l.claims = 0 and l.state = 'expired');
  update lead_progress p set due_at = now(), retry = as_retries, attempts = 0, unanswered = 0,
    state = case when p.state = 'uncertain' and can_look_up then p.state end, looked_up = false,
    last_error = null, updated_at = now(), possible_duplicate = p.possible_duplicate
      or (p.state = 'expired' and p.attempts > 0) or (p.state = 'uncertain' and not can_look_up),
    expires_at = least(l.not_after, now()
      + coalesce(c.shelf_life_millis * interval '1 ms', shelf_life))
  from leads_at(chosen) l
  cross join lateral (select shelf_life_millis from customer where id = l.customer_id limit 1) c
  where p.lead_id = l.lead_id and p.lead_id = any(chosen);
  perform queue_again(chosen);
  perform arrive_in_lanes(array_agg(a.lane), array_agg(a.leads), 0::smallint)
  from (select u.lane, count(*) as leads from unnest(arriving) as u(lane) group by u.lane) a;
  perform wake_lanes(customers);
  return query select unnest(chosen);
end $$;
