-- Counts of the projection that are not added to lead_tally yet: those of one transaction are a row. To
-- insert it waits for no other transaction, and a task adds up those of some seconds, so that a row of
-- lead_tally is written once for all of them.
create table pending_tally (
  provider_ids uuid[] not null,
  hours        timestamptz[] not null,
  customer_ids uuid[] not null,
  kinds        integer[] not null,
  slots        integer[] not null,
  leads        integer[] not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
-- Rows live for seconds: to compress them costs more than it saves.
alter table pending_tally alter column provider_ids set storage external,
  alter column hours set storage external, alter column customer_ids set storage external,
  alter column kinds set storage external, alter column slots set storage external,
  alter column leads set storage external;

-- All counts as of now.
create view tally as
select provider_id, hour, customer_id, kind, slot, leads from lead_tally
union all
select n.provider_id, n.hour, n.customer_id, n.kind::smallint, n.slot::smallint, n.leads
from pending_tally p
cross join lateral unnest(p.provider_ids, p.hours, p.customer_ids, p.kinds, p.slots, p.leads)
  as n(provider_id, hour, customer_id, kind, slot, leads);
