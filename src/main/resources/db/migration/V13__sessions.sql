-- Browsers that are signed in to the console. Of a session's secret and of a link's only the hash is
-- kept; a session ends with the key that it was opened with, or when the issuer of the token that it was
-- opened with is no longer trusted.
create table browser_session (
  id            uuid primary key,
  token_sha256  bytea not null unique,
  holder        text not null,                    -- the key's name, or the subject of the token
  role          text not null check (role in ('admin', 'viewer')),
  key_public_id text,
  key_sha256    bytea,                            -- the key's, so that another of its id does not do
  issuer        text,                             -- of the token; null where a key opened it
  address       text not null,                    -- where it was opened from
  created_at    timestamptz not null default now(),
  last_used_at  timestamptz not null default now(), -- accurate to a minute
  ends_at       timestamptz not null,
  check ((key_public_id is null) = (key_sha256 is null)),
  check ((key_public_id is null) <> (issuer is null))
);
create index browser_session_ends on browser_session (ends_at);
create index browser_session_used on browser_session (last_used_at);

-- Sign-ins with the issuer that opened a session, by the hash of the browser's secret: none opens two.
create table completed_sign_in (
  secret_sha256 bytea primary key,
  completed_at  timestamptz not null default now()
);
create index completed_sign_in_time on completed_sign_in (completed_at);

-- Links that open a session once.
create table sign_in_link (
  token_sha256  bytea primary key,
  key_public_id text not null,
  key_sha256    bytea not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null
);
create index sign_in_link_expires on sign_in_link (expires_at);
