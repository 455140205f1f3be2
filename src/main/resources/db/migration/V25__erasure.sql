-- As before, but the keyed hash of the last callback stays, as that of the lead's document does: when
-- Oplead repeats that callback, it is no news after the erasure, either.
create or replace function erase_feedback(leads uuid[]) returns void language sql as $$
  update lead_progress set status_label = null
  where lead_id = any($1) and status_label is not null;
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

-- Destroys what endpoints answered to the events of these leads, since it may repeat their data. That
-- they answered, and when, remains.
create function erase_push_answers(leads uuid[]) returns void language sql as $$
  update push_delivery set answer = null where lead_id = any($1) and answer is not null;
  update push_lead p set last_error = null
  from lead l join push_endpoint e on e.provider_id = l.provider_id
  where l.id = any($1) and p.endpoint_id = e.id and p.lead_id = l.id;
$$;

-- Of an endpoint's last failure the status stays, which is of no lead. Its answer is in the deliveries.
update push_cursor set last_error = substring(last_error from '^HTTP \d+')
where last_error ~ '^HTTP \d+ ';

-- Feedback on these leads, which were erased, is awaited no longer, and Oplead not asked for it.
create or replace function forget_overdue(leads uuid[]) returns integer language plpgsql as $$
begin
  delete from awaited_feedback where lead_id = any(leads);
  return coalesce(cardinality(leads), 0);
end $$;
