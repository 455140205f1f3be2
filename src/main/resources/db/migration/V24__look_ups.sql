-- As before, but a lead that is only looked up at Oplead stays uncertain meanwhile: that is no attempt.
create or replace view lead_view as
select l.id, l.provider_id, l.customer_id, l.reference, l.fingerprint, l.document, l.test, l.not_after,
  lead_state(p.state, r.is_in_flight) as state, p.oplead_id,
  coalesce(p.attempts, 0) + coalesce(r.is_in_flight, false)::int as attempts,
  p.last_error, p.last_answer, p.erased_at,
  case when p.state in ('forwarded', 'rejected', 'expired') or r.is_in_flight then null
    else nullif(coalesce(p.due_at, l.created_at), 'infinity') end as next_attempt_at,
  coalesce(p.possible_duplicate, false) as possible_duplicate,
  p.status_code, p.status_label, p.status_at, p.forwarded_at, p.first_feedback_at,
  l.created_at, coalesce(p.updated_at, l.created_at) as updated_at
from lead l
left join lateral (select * from lead_progress where lead_id = l.id limit 1) p on true
left join lateral (select true as is_in_flight from lane_request
  where request_id = l.id and kind = 'lead' limit 1) r on true;
