-- As before, but a token that is only sealed again is no new one: the customer was not changed with it.
create or replace function lane_follows_customer() returns trigger language plpgsql as $$
begin
  if new.archived_at is not null then
    update lane set state = 'paused', stop_reason = 'the customer is archived', is_archived = true
    where customer_id = new.id;
    return null;
  end if;
  if new.oplead_token is distinct from old.oplead_token
    and new.updated_at is distinct from old.updated_at
  then
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

-- As before, but slots are locked before lanes, as where a settlement wakes lanes at its end. (A claim
-- forgets slots after it locked their lane, but those have left the window.)
create or replace function end_requests(requests uuid[], claim_numbers integer[], again bigint[],
  sent bigint[], sleep bigint[], reasons text[], throttled boolean[], stops text[], tokens bytea[],
  time_window interval)
returns setof uuid language plpgsql as $$
declare
  ended ended_request[];
begin
  with gone as (
    delete from lane_request r
    using unnest(requests, claim_numbers, again, sent, sleep, reasons, throttled, stops, tokens)
      as e(request, claim, again, sent, sleep, reason, throttled, stop, token)
    where r.request_id = e.request and r.claim = e.claim and r.request_id = any(requests)
    returning (r.request_id, r.claim, r.customer_id, r.kind, r.retry,
      clock_timestamp() - e.sent * interval '1 us', e.again, e.sleep, e.reason, e.throttled,
      e.stop, e.token)::ended_request as e
  )
  select array_agg(e) into ended from gone;
  perform count_slots(ended, time_window);
  if exists (select from unnest(ended) e
    where e.sent_at is null or e.again is not null or e.sleep is not null or e.stop is not null)
  then
    perform apply_lane_effects(ended);
  end if;
  return query select e.request_id from unnest(ended) e;
end $$;
