-- Customers work their leads in Oplead; providers hand leads in. Times are UTC, ids UUIDv7. Each
-- table, function and trigger belongs to one package (src/docs/architecture.md).

create table customer (
  id                    uuid primary key,
  slug                  text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) <= 63),
  name                  text not null,
  oplead_base_url       text,                     -- null: leadloop.oplead.base-url
  oplead_token          bytea not null,           -- sealed for this customer
  oplead_token_hint     text not null,            -- the last four characters
  -- Keyed, so it neither shows the token nor lets anyone test a guess. A token has one quota at one
  -- Oplead, so it has one customer; null where the gateway has not computed it yet.
  token_fingerprint     bytea,
  requests_per_minute   integer not null check (requests_per_minute > 0),
  shelf_life_millis     bigint check (shelf_life_millis > 0), -- null: leadloop.forwarding.shelf-life
  -- How its Oplead differs from the API profile; null: it does not.
  token_header          text,
  token_scheme          text,
  token_query_parameter text,
  provider_fields       text check (provider_fields in ('flat', 'nested')),
  -- The form's name at Oplead's older form import, where that is how leads reach its Oplead; the token
  -- is then the form's. Null: they go by the REST API.
  form_name             text,
  form_url              text check (form_name is not null or form_url is null), -- null: leadloop.oplead.form-url
  -- What its Oplead answered when the token was checked.
  verified_at           timestamptz,
  verification          text,
  created_at            timestamptz not null default now(),
  updated_at            timestamptz not null default now()
);
create unique index customer_token_fingerprint on customer (token_fingerprint);

-- The key of those fingerprints: made once, sealed by the vault, and never changed, because a
-- rotation of the keyset must not let a token in twice.
create table fingerprint_key (
  id       uuid primary key,
  only_row boolean not null unique default true check (only_row),
  sealed   bytea not null
);

create table provider (
  id               uuid primary key,
  slug             text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) <= 63),
  name             text not null,
  -- How many leads it may hand in; null: leadloop.intake.limit.
  leads_per_minute integer check (leads_per_minute > 0),
  burst            integer check (burst > 0),
  -- The password of its account at Kafka, sealed for the provider: if Kafka loses the account, the
  -- gateway makes it again, and the provider's consumers go on. Null: there is none.
  kafka_password   bytea,
  disabled_at      timestamptz,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now()
);

create table provider_key (
  id            uuid primary key,
  provider_id   uuid not null references provider,
  name          text,
  public_id     text not null unique,
  secret_sha256 bytea not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz,
  revoked_at    timestamptz,
  last_used_at  timestamptz
);
create index provider_key_by_provider on provider_key (provider_id);

create table customer_grant (
  provider_id uuid not null references provider,
  customer_id uuid not null references customer,
  created_at  timestamptz not null default now(),
  primary key (provider_id, customer_id)
);

create index customer_grant_by_customer on customer_grant (customer_id, provider_id);

-- How often grants, or what intake reads of their customers, have changed. While it is the same number,
-- a replica keeps the grants that it read: with many customers it would otherwise read one for each lead.
create table grant_version (
  only_row    boolean primary key default true check (only_row),
  version     bigint not null default 0,
  transaction xid8 not null default '0'           -- which changed it last; it does so once
);
insert into grant_version default values;

-- The row is locked until the transaction ends, so that no replica sees the number before the change.
create function grants_change() returns trigger language plpgsql as $$
begin
  update grant_version set version = version + 1, transaction = pg_current_xact_id()
  where transaction <> pg_current_xact_id();
  return null;
end $$;
create trigger grants_are_noticed after insert or update or delete on customer_grant
  for each statement execute function grants_change();
create trigger customers_of_grants_are_noticed after update of slug, form_name on customer
  for each statement execute function grants_change();

-- The forms by which providers post leads as to Oplead's older form import. The token in the body identifies
-- who posts, and for which customer; kept is what recognises it.
create table provider_form (
  id          uuid primary key,
  provider_id uuid not null references provider,
  customer_id uuid not null references customer,
  name        text not null,                      -- the form's, as it is posted
  token_mac   bytea not null,                     -- keyed, as token_fingerprint of customer
  token_hint  text not null,                      -- the last four characters
  created_at  timestamptz not null default now()
);
create unique index provider_form_token on provider_form (token_mac, name);
create index provider_form_by_provider on provider_form (provider_id);
create index provider_form_by_customer on provider_form (customer_id);

-- Tables with a row per lead have no foreign keys: each insert would prove again what a grant proved,
-- and the plan of such a check, made while the other table is empty, reads the whole table later. So
-- the other side is held instead: neither a provider nor a customer is ever deleted.
create function keep() returns trigger language plpgsql as $$
begin
  raise exception 'a % is never deleted: its leads would lose it', tg_table_name;
end $$;
create trigger provider_is_kept before delete or truncate on provider execute function keep();
create trigger customer_is_kept before delete or truncate on customer execute function keep();

-- What a provider with a limit has used of it, as the time at which all of it is there again (GCRA's
-- "theoretical arrival time").
create table intake_allowance (
  provider_id uuid primary key references provider,
  spent_until timestamptz not null default 'epoch'
) with (fillfactor = 50);

create function open_allowance() returns trigger language plpgsql as $$
begin
  insert into intake_allowance (provider_id) values (new.id);
  return null;
end $$;
create trigger provider_has_an_allowance after insert on provider
  for each row execute function open_allowance();
