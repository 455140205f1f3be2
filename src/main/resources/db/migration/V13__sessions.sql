-- Browsers that are signed in to the console. Of a session's secret and of a link's only the hash is
-- kept; a session ends with the key that it was opened with.
create table browser_session (
  id            uuid primary key,
  token_sha256  bytea not null unique,
  key_public_id text not null,
  key_sha256    bytea not null,                   -- the key's, so that another of its id does not do
  address       text not null,                    -- where it was opened from
  created_at    timestamptz not null default now(),
  last_used_at  timestamptz not null default now(), -- accurate to a minute
  ends_at       timestamptz not null
);
create index browser_session_ends on browser_session (ends_at);

-- Links that open a session once.
create table sign_in_link (
  token_sha256  bytea primary key,
  key_public_id text not null,
  key_sha256    bytea not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null
);
create index sign_in_link_expires on sign_in_link (expires_at);
