-- Leads that Oplead has and about which it has reported nothing yet: until a status comes, or they are
-- erased.
create table awaited_feedback (
  lead_id      uuid primary key,
  customer_id  uuid not null,
  silent_until timestamptz,                       -- without a status by then, its feedback is overdue; null: it is
  poll_at      timestamptz,                       -- when to ask Oplead with quota that nothing else needs; null: not
  polls        integer not null default 0
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 5000);
create index awaited_feedback_silent on awaited_feedback (silent_until) where silent_until is not null;
create index awaited_feedback_overdue on awaited_feedback (customer_id, lead_id) where silent_until is null;
create index awaited_feedback_poll on awaited_feedback (customer_id, poll_at) where poll_at is not null;

-- How each customer's feedback comes, learned from its last leads.
create table customer_pace (
  customer_id     uuid primary key references customer,
  sampled_at      timestamptz not null default '-infinity',
  forwarded       integer not null default 0,     -- leads that were looked at
  with_feedback   integer not null default 0,     -- of these, with at least one status
  expected_millis bigint                          -- after which feedback is overdue; null: the setting
);
create index customer_pace_sampled on customer_pace (sampled_at);

create function open_pace() returns trigger language plpgsql as $$
begin
  insert into customer_pace (customer_id) values (new.id);
  return null;
end $$;
create trigger customer_has_a_pace after insert on customer for each row execute function open_pace();

-- From now on feedback on these leads is awaited, for as long as their customers' usually takes, and
-- for so long where that is not known.
create function await_feedback(leads uuid[], customers uuid[], expected interval)
returns integer language plpgsql as $$
begin
  insert into awaited_feedback (lead_id, customer_id, silent_until)
  select l.id, l.customer, now() + coalesce(p.expected_millis * interval '1 ms', expected)
  from unnest(leads, customers) as l(id, customer)
  -- The form import reports nothing, and cannot be asked.
  join lateral (select from customer where id = l.customer and form_name is null limit 1) c on true
  left join lateral (
    select expected_millis from customer_pace where customer_id = l.customer limit 1) p on true
  on conflict (lead_id) do nothing;
  return coalesce(cardinality(leads), 0);
end $$;

-- Feedback on these leads has come.
create function end_silence(leads uuid[]) returns integer language plpgsql as $$
begin
  delete from awaited_feedback where lead_id = any(leads);
  return coalesce(cardinality(leads), 0);
end $$;

-- Feedback on these leads, which were erased, is awaited no longer if it was overdue.
create function forget_overdue(leads uuid[]) returns integer language plpgsql as $$
begin
  delete from awaited_feedback where lead_id = any(leads) and silent_until is null and poll_at is null;
  return coalesce(cardinality(leads), 0);
end $$;
