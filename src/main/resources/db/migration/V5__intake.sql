-- When a new lead's turn may come, without counting the queue: leads that a lane was ever given, less
-- those that ever left, by a first claim or by expiring before one. Who puts a lead back that was
-- never claimed gives it anew. Arrivals are counted in shards, so that statements which give to one
-- lane need not wait for each other; their sum is what counts.
create table lane_arrivals (
  customer_id uuid not null references lane,
  shard       smallint not null,
  leads       bigint not null,
  primary key (customer_id, shard)
) with (fillfactor = 50);

alter table lane
  add column departures   bigint not null default 0,
  add column quota_used   integer not null default 0,             -- in the log after the last claim
  add column quota_oldest timestamptz not null default 'epoch';   -- the first of those

insert into lane_arrivals
  select customer_id, 0, count(*) from lead where state = 'queued' and claims = 0 group by customer_id;

-- Only leads that have such a time, or each insert pays for an index entry that says nothing.
drop index lead_not_after;
create index lead_not_after on lead (not_after)
  where state in ('queued', 'uncertain') and not_after is not null;

-- A lead's provider and customer are those of a grant, and neither is ever deleted: to have every
-- insert prove it again by foreign keys costs 40 % of the insert and locks the same two rows. So the
-- other side is held instead.
alter table lead drop constraint lead_provider_id_fkey, drop constraint lead_customer_id_fkey;

create function keep() returns trigger language plpgsql as $$
begin
  raise exception 'a % is never deleted: its leads would lose it', tg_table_name;
end $$;
create trigger provider_is_kept before delete or truncate on provider execute function keep();
create trigger customer_is_kept before delete or truncate on customer execute function keep();
