-- How many leads a provider may hand in; null: leadloop.intake.limit.
alter table provider
  add column leads_per_minute integer check (leads_per_minute > 0),
  add column burst            integer check (burst > 0);

-- What a provider has spent of that, as the time at which all of it is there again (GCRA's
-- "theoretical arrival time"). Replicas take from it in chunks, never lead by lead.
create table intake_allowance (
  provider_id uuid primary key references provider,
  spent_until timestamptz not null default 'epoch'
) with (fillfactor = 50);

insert into intake_allowance (provider_id) select id from provider;

create function open_allowance() returns trigger language plpgsql as $$
begin
  insert into intake_allowance (provider_id) values (new.id);
  return null;
end $$;
create trigger provider_has_an_allowance after insert on provider
  for each row execute function open_allowance();
