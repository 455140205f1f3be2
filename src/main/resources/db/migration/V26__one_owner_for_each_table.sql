-- Each table has one package whose statements write it (src/docs/architecture.md); so has each column
-- of lead, which several stages share. Where another package's statement has to write as well, it
-- calls one of these functions, or sets a column to what one returns. Those that only compute are
-- simple enough for the planner to inline; those that write take a whole batch as arrays.

-- lead

-- The answer of Oplead that is kept: the last one, and none of a lead that was erased.
create function kept_answer(erased_at timestamptz, given bytea, known bytea)
returns bytea language sql immutable as $$
  select case when erased_at is null then coalesce(given, known) end
$$;

-- Destroys what leads that have ended say of a person. Returns those that it erased. This function
-- and those that erase what belongs to them are run one after the other: each statement sees what was
-- committed while the one before waited for a lead that the projection held.
create function erase_documents(leads uuid[]) returns setof uuid language sql as $$
  update lead set document = null, last_answer = null, erased_at = now()
  where id = any($1) and erased_at is null and state in ('forwarded', 'rejected', 'expired')
  returning id
$$;

-- lane

-- Counts leads that wait in a lane for the first time: so many per customer, without repeats.
-- Statements that take different shards do not wait for each other.
create function arrive_in_lanes(customers uuid[], counts bigint[], in_shard smallint)
returns integer language plpgsql as $$
declare
  lanes integer := 0;
begin
  if customers is not null then
    insert into lane_arrivals as a (customer_id, shard, leads)
    select c.id, in_shard, c.leads from unnest(customers, counts) as c(id, leads)
    order by c.id -- Otherwise two statements may wait for each other.
    on conflict (customer_id, shard) do update set leads = a.leads + excluded.leads;
    get diagnostics lanes = row_count;
  end if;
  return lanes;
end $$;

-- forwarding

-- A callback proves that Oplead has the lead, whatever the gateway believed.
create function state_after_proof(state text, is_proved boolean)
returns text language sql immutable as $$
  select case when is_proved then 'forwarded' else state end
$$;

-- Such a lead has no next attempt.
create function attempt_after_proof(next_attempt_at timestamptz, is_proved boolean)
returns timestamptz language sql immutable as $$
  select case when is_proved then null else next_attempt_at end
$$;

-- Ends the waiting of those leads that are in one of these states. Returns them.
create function withdraw_leads(leads uuid[], states text[], reason text)
returns setof uuid language plpgsql as $$
declare
  withdrawn     uuid[];
  never_claimed uuid[];
begin
  with w as (
    update lead set state = 'expired', next_attempt_at = null, updated_at = now(),
      last_error = reason
    where id = any(leads) and state = any(states)
    returning id, customer_id, claims
  )
  select array_agg(w.id), array_agg(w.customer_id) filter (where w.claims = 0)
  into withdrawn, never_claimed from w;
  perform leave_lanes(never_claimed);
  return query select unnest(withdrawn);
end $$;

-- An error may quote the lead; these reasons do not.
create function erase_errors(leads uuid[], kept text[]) returns void language sql as $$
  update lead set last_error = null where id = any($1) and last_error <> all($2)
$$;

-- update

-- A document's sender finds it gone, and the document is refused.
create function erase_updates(leads uuid[]) returns void language sql as $$
  with erased as (
    update lead_update set file_name = null, last_error = null,
      expires_at = case kind when 'document' then least(expires_at, now()) else expires_at end
    where lead_id = any($1) returning id, kind
  )
  delete from document_piece where document_id in (select id from erased where kind = 'document')
$$;

-- feedback

-- Destroys what feedback says of a person: only callbacks have a body, what the log refused may be a
-- callback, and of events ids, times and codes remain.
create function erase_feedback(leads uuid[]) returns void language sql as $$
  update lead set status_label = null where id = any($1) and status_label is not null;
  update feedback set body = null, content_type = null
  where lead_id = any($1) and kind = 'callback' and body is not null;
  delete from outbox_set_aside where lead_id = any($1);
  update lead_event set data = (
    jsonb_set(jsonb_set(data::jsonb - 'appointment_state' || '{"reason": null}',
      '{status,label}', 'null', false), '{previous_status,label}', 'null', false))::text
  where lead_id = any($1) and data ~ '"(label|reason|appointment_state)": *"';
$$;

-- Feedback on its way to the log, in the transaction of what it reports and in the order of the
-- arrays; entries without an id are left out. Returns how many were written.
create function append_feedback(feedback_ids uuid[], lead_ids uuid[], payloads bytea[])
returns integer language plpgsql as $$
declare
  appended integer := 0;
begin
  if feedback_ids is not null then
    insert into outbox (feedback_id, lead_id, payload)
    select f.feedback_id, f.lead_id, f.payload
    from unnest(feedback_ids, lead_ids, payloads) as f(feedback_id, lead_id, payload)
    where f.feedback_id is not null;
    get diagnostics appended = row_count;
  end if;
  return appended;
end $$;

-- The status that is still awaited from Oplead after it refused one; null: it refused none.
create function awaited_after_refusal(awaited text, refused text)
returns text language sql immutable as $$
  select nullif(awaited, refused)
$$;

-- silence

-- Until when a status may take: from when Oplead has the lead until its first status.
create function silent_until_after(known timestamptz, has_status boolean, was_forwarded boolean,
  is_forwarded boolean, expected interval)
returns timestamptz language sql stable as $$
  select case when has_status or not is_forwarded then null
    when was_forwarded then known else now() + expected end
$$;

-- A lead with a status is not polled.
create function poll_after(poll_at timestamptz, has_status boolean)
returns timestamptz language sql immutable as $$
  select case when not has_status then poll_at end
$$;
