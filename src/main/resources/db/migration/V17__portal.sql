-- Browsers that are signed in to the portal, each as one provider or as one customer. Of a session's secret and of a
-- link's only the hash is kept. A session ends with the key that it depends on: the one that it was
-- opened with, or the one that issued its link; an administrator's link depends on none.
create table portal_session (
  id            uuid primary key,
  token_sha256  bytea not null unique,
  provider_id   uuid,
  customer_id   uuid,
  key_public_id text,
  opened_by     text not null,                    -- a masked key, or an administrator
  address       text not null,
  created_at    timestamptz not null default now(),
  last_used_at  timestamptz not null default now(), -- accurate to a minute
  ends_at       timestamptz not null,
  check (num_nonnulls(provider_id, customer_id) = 1)
);
create index portal_session_ends on portal_session (ends_at);
create index portal_session_of_provider on portal_session (provider_id);

-- Links that open a session once.
create table portal_link (
  token_sha256  bytea primary key,
  provider_id   uuid,
  customer_id   uuid,
  key_public_id text,
  issued_by     text not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  check (num_nonnulls(provider_id, customer_id) = 1)
);
create index portal_link_expires on portal_link (expires_at);
