-- Administrators have keys, as providers do.
create table administrator_key (
  id            uuid primary key,
  name          text not null,
  role          text not null default 'admin' check (role in ('admin', 'viewer')), -- for good
  public_id     text not null unique,
  secret_sha256 bytea not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz,
  revoked_at    timestamptz,
  last_used_at  timestamptz
);

-- Rows that are read in the order of their commits have the number of their transaction. Each
-- PostgreSQL server numbers its transactions from the start, so a restored database adds a shift: its
-- numbers go on after those of its rows, and after every cursor that a reader was given.
-- Not immutable: a plan that holds its value has to be made again when it is replaced.
create function transaction_shift() returns bigint language sql stable as $$ select 0::bigint $$;

create function transaction_number() returns xid8 language sql stable as $$
  select (pg_current_xact_id()::text::bigint + transaction_shift())::text::xid8
$$;

-- All transactions below this number have ended.
create function oldest_in_flight() returns xid8 language sql stable as $$
  select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + transaction_shift())::text::xid8
$$;

-- The next transaction's number or a later one.
create function next_number() returns bigint language sql stable as $$
  select pg_snapshot_xmax(pg_current_snapshot())::text::bigint + transaction_shift()
$$;

-- Who changed what. Entries cannot be changed, not even by the gateway's own role. Partitioned by month
-- (see V12__retention.sql); only a whole month can be dropped, when it is old enough.
create sequence audit_entry_position;
create table audit_entry (
  position    bigint not null default nextval('audit_entry_position'),
  -- In its order a reader misses none that is committed late.
  transaction xid8 not null default transaction_number(),
  time        timestamptz not null default now(),
  actor       text not null, -- the key or the token's subject, without a secret
  address     text,          -- where the request came from; null for the command line
  action      text not null,
  subject     text not null,
  before      text,          -- JSON, secrets masked
  after       text,
  primary key (transaction, position, time)
) partition by range (time);
-- Each way of looking for entries reads one of these backwards.
create index audit_entry_time on audit_entry (time, position);
create index audit_entry_actor on audit_entry (actor, time, position);
create index audit_entry_action on audit_entry (action, time, position);
create index audit_entry_subject on audit_entry (subject, time, position);
create function append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
-- Each partition has the same trigger, since a statement may name the partition.
create trigger audit_is_append_only before update or delete or truncate on audit_entry
  for each statement execute function append_only();
revoke update, delete, truncate on audit_entry from current_user;

-- The accounts at Kafka by which other accounts are checked, one check at a time each.
create table check_account (
  number     integer primary key,
  held_until timestamptz not null default '-infinity',
  holder     uuid
);
insert into check_account (number) select generate_series(1, 8);
