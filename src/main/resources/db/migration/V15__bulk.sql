-- Changes of many leads at once. Replicas take turns: each step locks the row, changes a few hundred leads,
-- and moves the cursor in one transaction, so that an operation goes on where a replica died.
create table bulk_operation (
  id          uuid primary key,                   -- UUIDv7
  action      text not null check (action in ('retry', 'release')),
  filter      text not null,                      -- JSON, as it was given
  state       text not null default 'running' check (state in ('running', 'done', 'cancelled')),
  actor       text not null,                      -- as in the audit
  address     text,
  total       bigint not null,                    -- leads that were counted before the start
  is_at_least boolean not null,                   -- whether there were more
  done        bigint not null default 0,
  skipped     bigint not null default 0,          -- they were in another state by then
  walked_to   uuid,                               -- the last lead of the last step
  started_at  timestamptz not null default now(),
  ended_at    timestamptz,
  ended_by    text                                -- who cancelled it
);
create index bulk_operation_running on bulk_operation (id) where state = 'running';
create index bulk_operation_ended on bulk_operation (ended_at) where ended_at is not null;
