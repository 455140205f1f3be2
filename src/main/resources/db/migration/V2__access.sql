-- Administrators have keys, as providers do.
create table administrator_key (
  id            uuid primary key,
  name          text not null,
  public_id     text not null unique,
  secret_sha256 bytea not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz,
  revoked_at    timestamptz,
  last_used_at  timestamptz
);

-- Who changed what. No role may change what stands here, not even the gateway's own.
create table audit_entry (
  position    bigint generated always as identity primary key,
  -- In its order a reader misses none that is committed late.
  transaction xid8 not null default pg_current_xact_id(),
  time        timestamptz not null default now(),
  actor       text not null, -- the key or the token's subject, without a secret
  address     text,          -- where the request came from; null for the command line
  action      text not null,
  subject     text not null,
  before      text,          -- JSON, secrets masked
  after       text
);
create index audit_entry_in_order on audit_entry (transaction, position);
create function append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
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
