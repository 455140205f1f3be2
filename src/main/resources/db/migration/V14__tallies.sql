-- Figures, so that no page and no statistic reads leads to count them: what happened to the leads that a
-- provider handed in for a customer within one hour. A lead counts in the hour of its acceptance, whenever
-- something happens to it, so of no period more leads are forwarded than were taken. Test leads do not
-- count.
create table lead_tally (
  provider_id uuid not null,
  hour        timestamptz not null,
  customer_id uuid not null,
  kind        smallint not null,                  -- what is counted, see tally.TallyKind
  slot        smallint not null,                  -- a range of durations, a status, or a shard, by kind
  leads       integer not null,
  primary key (provider_id, hour, customer_id, kind, slot)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 5000);
create index lead_tally_hour on lead_tally (hour);

-- Counts the leads that this transaction accepted, an entry per lead. In one of several shards, so that
-- statements of several replicas need not wait for each other's commit.
create function tally_taken(providers uuid[], customers uuid[], in_shard smallint)
returns integer language plpgsql as $$
declare
  pairs integer := 0;
begin
  if providers is not null then
    insert into lead_tally as t (provider_id, hour, customer_id, kind, slot, leads)
    select n.provider, date_trunc('hour', now(), 'UTC'), n.customer, 0, in_shard, count(*)
    from unnest(providers, customers) as n(provider, customer)
    group by n.provider, n.customer
    order by n.provider, n.customer -- Otherwise two statements may wait for each other.
    on conflict (provider_id, hour, customer_id, kind, slot)
      do update set leads = t.leads + excluded.leads;
    get diagnostics pairs = row_count;
  end if;
  return pairs;
end $$;

-- What a lane did in a quarter of an hour, for the quarters in which it did something.
create table lane_sample (
  customer_id uuid not null,
  at          timestamptz not null,               -- when the quarter began
  arrivals    integer not null,                   -- leads that came, less those that left before their first turn
  departures  integer not null,                   -- leads that had their first turn
  queued      bigint not null,                    -- leads that waited for it at the end
  slots_used  integer not null,                   -- requests
  retries     integer not null,                   -- of these, retries of leads
  updates     integer not null,                   -- of these, documents and statuses
  -- The lane's counters at the end: the next sample is what was added since.
  all_arrivals   bigint not null,
  all_departures bigint not null,
  all_requests   bigint not null,
  all_retries    bigint not null,
  all_updates    bigint not null,
  primary key (customer_id, at)
);
create index lane_sample_at on lane_sample (at);
