-- What Oplead tells of a lead besides calling the lead's own address, and leads of which it tells
-- nothing.
alter table lead
  add column status_way        text,          -- how the status was told last: callback, subscription or poll
  add column told_otherwise    boolean not null default false, -- some status was not told by a callback
  add column forwarded_at      timestamptz,   -- when its provider was told that Oplead has it
  add column first_feedback_at timestamptz,   -- when the first status came
  add column silent_until      timestamptz,   -- without a status by then, its feedback is overdue
  add column poll_at           timestamptz,   -- overdue: when to ask Oplead with quota that nothing else needs
  add column polls             integer not null default 0;

create index lead_by_oplead_id on lead (customer_id, oplead_id) where oplead_id is not null;
create index lead_silent on lead (silent_until) where silent_until is not null;
create index lead_poll on lead (customer_id, poll_at) where poll_at is not null;
create index lead_forwarded on lead (customer_id, forwarded_at desc) where forwarded_at is not null;

-- How each customer's feedback comes, learned from its last leads.
create table customer_pace (
  customer_id     uuid primary key references customer,
  sampled_at      timestamptz not null default '-infinity',
  forwarded       integer not null default 0, -- leads that were looked at
  with_feedback   integer not null default 0, -- of these, with at least one status
  expected_millis bigint                      -- after which feedback is overdue; null: the setting
);
create index customer_pace_sampled on customer_pace (sampled_at);
insert into customer_pace (customer_id) select id from customer;

create function open_pace() returns trigger language plpgsql as $$
begin
  insert into customer_pace (customer_id) values (new.id);
  return null;
end $$;
create trigger customer_has_a_pace after insert on customer for each row execute function open_pace();
