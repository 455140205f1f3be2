-- Feedback that the log never takes, whatever is tried: it waits here for an administrator, and the
-- rest of the outbox goes on without it.
create table outbox_set_aside (
  position     bigint primary key,                -- that of the outbox
  feedback_id  uuid not null,
  lead_id      uuid not null,
  payload      bytea not null,
  reason       text not null,
  created_at   timestamptz not null,
  set_aside_at timestamptz not null default now()
);
create index outbox_set_aside_by_lead on outbox_set_aside (lead_id);
