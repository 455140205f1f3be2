-- All that a migration may do while the version before is still running (src/docs/operator/guide.md,
-- "Upgrade"): a table of its own, and to every table, one by one, a column that may be null, one
-- with a default, and an index.
create table newer (id uuid primary key, note text not null);

do $$
declare
  known text;
begin
  for known in
    select oid::regclass::text from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and relname not in ('newer', 'flyway_schema_history')
  loop
    execute format('alter table %s add column newer_note text', known);
    execute format('alter table %s add column newer_count integer not null default 0', known);
    execute format('create index on %s (newer_count)', known);
    commit;
  end loop;
end $$;
