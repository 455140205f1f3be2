-- What the gateway is subscribed to at each customer's Oplead, or wants to be.
create table subscription (
  id          uuid primary key,
  customer_id uuid not null references customer,
  kind        text not null check (kind in ('assigned', 'status', 'appointment')),
  wanted      boolean not null,               -- not wanted: it goes when Oplead has ended it
  renew       boolean not null default false, -- to be made again
  oplead_id   text,
  checked_at  timestamptz,                    -- when Oplead last had it
  last_error  text,
  created_at  timestamptz not null default now(),
  unique (customer_id, kind)
);

-- When each customer's are to be looked at next; a replica that looks puts it off for so long.
create table subscription_check (
  customer_id uuid primary key references customer,
  due_at      timestamptz not null default now()
);
create index subscription_check_due on subscription_check (due_at);

create function subscription_changes() returns trigger language plpgsql as $$
begin
  insert into subscription_check (customer_id) values (new.customer_id)
  on conflict (customer_id) do update set due_at = now();
  return null;
end $$;
create trigger subscription_is_new after insert on subscription
  for each row execute function subscription_changes();
create trigger subscription_is_changed after update of wanted, renew on subscription
  for each row when (new.wanted <> old.wanted or (new.renew and not old.renew))
  execute function subscription_changes();
