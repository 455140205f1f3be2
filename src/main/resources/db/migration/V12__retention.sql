-- History month by month: the tables below are partitioned by month (UTC), audit entries by their time,
-- the others by their ids, whose first bits are a time. The gateway's
-- role owns nothing, so these functions run as their owner; they are all that it can do to a partition:
-- open months, and drop those that ended long ago.
--
-- Both take one partition at a time, so a transaction waits for the locks of one table alone and can be
-- part of no deadlock with statements that use several. They wait for at most lock_timeout, because
-- whatever comes after waits as well, and are called again. Replicas take turns by an advisory lock.

create function history_tables() returns text[] language sql immutable as $$
  select array['feedback', 'lead_event', 'audit_entry', 'push_delivery']
$$;

create function month_name(parent text, month date) returns text language sql immutable as $$
  select $1 || to_char($2, '_YYYY_MM')
$$;

-- The month of a partition, by its name; null: it is the default partition.
create function month_of(partition text) returns date language sql immutable as $$
  select to_date(substring($1 from '_(\d{4}_\d{2})$') || '_01', 'YYYY_MM_DD')
$$;

-- The least partition key of a month, as text.
create function month_bound(parent text, month date) returns text language sql stable as $$
  select case $1 when 'audit_entry' then ($2::timestamp at time zone 'UTC')::text
    else first_id($2::timestamp at time zone 'UTC')::text end
$$;

-- It is filled by inserts alone and read by key. Vacuum freezes its rows at the first pass, so that a month
-- that has ended is not read again for that, and analyzes it early in the month. These settings stand on
-- each partition, because PostgreSQL does not inherit them, nor accept them on a partitioned table; the
-- same goes for triggers that fire once a statement.
create function create_partition(parent text, partition text, bound text)
returns void language plpgsql as $$
begin
  execute format('create table %I (like %I including all) with (autovacuum_freeze_min_age = 0,
    autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.05)',
    partition, parent);
  if parent = 'audit_entry' then
    execute format('revoke update, delete, truncate on %I from current_user', partition);
    execute format('create trigger audit_is_append_only before update or delete or truncate on %I
      for each statement execute function append_only()', partition);
  end if;
  execute format('alter table %I attach partition %I %s', parent, partition, bound);
end $$;

-- Whether rows of that month are in the default partition: they came while the month was not open.
create function is_month_outside(parent text, month date) returns boolean language plpgsql as $$
declare
  key   constant text := case parent when 'audit_entry' then 'time' else 'id' end;
  found boolean;
begin
  execute format('select exists (select from %I where %I >= %L and %I < %L)', parent || '_default',
    key, month_bound(parent, month), key, month_bound(parent, (month + interval '1 month')::date))
  into found;
  return found;
end $$;

-- Opens a month. To attach a partition locks the table against other changes of its partitions alone,
-- inserts go on; the default partition is locked, and read, since none of its rows may belong to the
-- month. Where some do, they are moved: the default partition is replaced, because no row of the audit
-- can be deleted, and its rows are inserted again.
create function open_month(parent text, month date) returns void language plpgsql as $$
declare
  outside constant boolean := is_month_outside(parent, month);
begin
  if outside then
    execute format('lock table only %I in access exclusive mode', parent);
    execute format('alter table %1$I detach partition %2$I', parent, parent || '_default');
    execute format('alter table %I rename to %I', parent || '_default', parent || '_moving');
  end if;
  perform create_partition(parent, month_name(parent, month), format('for values from (%L) to (%L)',
    month_bound(parent, month), month_bound(parent, (month + interval '1 month')::date)));
  if outside then
    perform create_partition(parent, parent || '_default', 'default');
    execute format('insert into %I select * from %I', parent, parent || '_moving');
    execute format('drop table %I', parent || '_moving');
  end if;
end $$;

-- Opens the first partition that is missing, of this month and so many ahead; returns its name. Months
-- that are over are not opened: what comes late, or has the time of a wrong clock, goes to the default
-- partition.
create function open_next_month(ahead integer) returns text language plpgsql security definer as $$
declare
  missing record;
begin
  if not pg_try_advisory_xact_lock(hashtext('leadloop.history')) then
    return null;
  end if;
  perform mark_feed();
  select p.parent, m.month::date as month into missing
  from unnest(history_tables()) as p(parent)
  cross join generate_series(date_trunc('month', now() at time zone 'UTC'),
    date_trunc('month', now() at time zone 'UTC') + least(ahead, 12) * interval '1 month',
    interval '1 month') as m(month)
  where to_regclass(format('%I', month_name(p.parent, m.month::date))) is null
  order by m.month, p.parent limit 1;
  if not found then
    return null;
  end if;
  perform open_month(missing.parent, missing.month);
  return month_name(missing.parent, missing.month);
end $$;

-- Drops the oldest partition whose month ended longer ago, null: of deliveries alone, which are kept for
-- 31 days; returns its name. A plain drop locks the
-- table for as long as it takes to unlink files. To detach concurrently first would not, but cannot be
-- done in a function, nor where there is a default partition. The gateway may ask for this, so it has a
-- limit that the gateway cannot change.
create function drop_next_month(kept interval) returns text language plpgsql security definer as $$
declare
  ended text;
begin
  if kept < interval '31 days' then
    raise exception 'history is kept for 31 days at least';
  end if;
  if not pg_try_advisory_xact_lock(hashtext('leadloop.history')) then
    return null;
  end if;
  select c.relname into ended from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = any(history_tables()::regclass[])
    and (month_of(c.relname) + interval '1 month') at time zone 'UTC' < now() - case i.inhparent
      when 'push_delivery'::regclass then interval '31 days' else kept end
  order by month_of(c.relname), c.relname limit 1;
  if ended is not null then
    execute format('drop table %I', ended);
  end if;
  return ended;
end $$;

-- The tables that have rows outside of all months.
create function tables_outside() returns setof text language plpgsql security definer as $$
declare
  parent text;
  found  boolean;
begin
  foreach parent in array history_tables() loop
    execute format('select exists (select from %I)', parent || '_default') into found;
    if found then
      return next parent;
    end if;
  end loop;
end $$;

-- The schema of the tables and no other: what a caller puts before it is not looked at.
do $$
declare
  target text;
begin
  foreach target in array array[
    'open_next_month(integer)', 'drop_next_month(interval)', 'tables_outside()'] loop
    execute format('alter function %s set search_path = %I, pg_temp', target,
      current_schema());
    execute format('alter function %s set lock_timeout = %L', target, '500ms');
    execute format('revoke execute on function %s from public', target);
  end loop;
  foreach target in array history_tables() loop
    perform create_partition(target, target || '_default', 'default');
  end loop;
  while open_next_month(1) is not null loop
  end loop;
end $$;

-- The last number of any row or cursor here, see V2__access.sql.
create function last_number() returns bigint language sql stable as $$
  select greatest(
    (select transaction from audit_entry order by transaction desc limit 1),
    (select transaction from push_cursor order by transaction desc limit 1),
    (select e.transaction from provider p cross join lateral (
      select transaction from lead_event where provider_id = p.id
      order by transaction desc, position desc limit 1) e order by e.transaction desc limit 1)
  )::text::bigint
$$;

-- Has the numbers of a restored database go on, after a gap: readers may have cursors of transactions
-- that were lost. Numbers that are ahead of the server's show that a dump was restored; after a restore of
-- the server's files they do not, so the operator passes true. Returns whether anything was changed.
create function continue_numbers(restored boolean default false)
returns boolean language plpgsql security definer as $$
begin
  perform pg_advisory_xact_lock(hashtext('leadloop.numbers'));
  if not restored and coalesce(last_number() < next_number(), true) then
    return false;
  end if;
  execute format('create or replace function transaction_shift() returns bigint
    language sql stable as $shift$ select %s::bigint $shift$',
    transaction_shift() + 1000000000000 + greatest(coalesce(last_number(), 0) - next_number(), 0));
  return true;
end $$;

do $$
begin
  execute format('alter function continue_numbers(boolean) set search_path = %I, pg_temp',
    current_schema());
  revoke execute on function continue_numbers(boolean) from public;
end $$;
