-- As before, with fewer statements within, which cost as much for one lead as for many: slots are
-- forgotten only where some are old, and the queue is searched for a due lead only where it has any.
create or replace function claim_at_once(leads uuid[], lanes_of_leads uuid[], lanes uuid[], rooms integer[],
  time_window interval, lease interval)
returns setof uuid language plpgsql rows 10 as $$
declare
  idle       uuid[];
  idle_rooms integer[];
  with_old   uuid[];
  free       free_lane[];
  claimed    uuid[];
  of_lanes   uuid[];
begin
  select array_agg(i.lane), array_agg(i.room),
    array_agg(i.lane) filter (where i.oldest < now() - time_window * 61 / 60)
  into idle, idle_rooms, with_old from (
    select r.lane, r.room, l.oldest from unnest(lanes, rooms) as r(lane, room)
    cross join lateral (select l.oldest from lane l
      -- A case, as no index but that of the key may serve this.
      where l.customer_id = r.lane
        and case when l.state = 'open' then l.opens_at <= now() and l.next_at > now() end
      for update skip locked) l
    where r.lane = any(lanes_of_leads)) i;
  if idle is null then return; end if;
  if with_old is not null then perform forget_slots(with_old, time_window); end if;
  free := array(
    select f from free_slots(idle, idle_rooms, cardinality(leads), time_window) f
    where f.free >= cardinality(array_positions(lanes_of_leads, f.lane))
      and not (coalesce((select true from lead_queue q where q.customer_id = f.lane limit 1), false)
        and exists (select from first_waiting_leads(f.lane) w where w.due_at <= now())));
  select array_agg(n.lead), array_agg(n.lane) into claimed, of_lanes
  from unnest(leads, lanes_of_leads) as n(lead, lane) join unnest(free) f using (lane);
  if claimed is not null then
    perform begin_requests(claimed, array_fill(1, array[cardinality(claimed)]), of_lanes,
      array_fill('lead'::text, array[cardinality(claimed)]), null, lease);
    perform take_turns(array_agg((f.lane, n.leads, 0, n.leads, f.left_over > n.leads,
      coalesce(now() + f.gap, '-infinity'), -- What comes while it is shut wakes no lane.
      case when f.left_over > n.leads and f.gap is null then n.next_at else now() end,
      null)::lane_turn), time_window)
    from unnest(free) f cross join lateral (
      select cardinality(array_positions(lanes_of_leads, f.lane)) as leads, l.next_at
      from lane l where l.customer_id = f.lane limit 1) n;
  end if;
  return query select unnest(claimed);
end $$;

-- As before, without a statement where no lead goes into the queue.
create or replace function enqueue_leads(leads uuid[], customers uuid[], providers uuid[], due timestamptz[],
  expiring timestamptz[], not_after timestamptz[])
returns integer language plpgsql as $$
begin
  if leads is not null then
    insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at, not_after)
    select l.customer, l.provider, false, l.due, l.lead, l.expires, l.not_after
    from unnest(leads, customers, providers, due, expiring, not_after)
      as l(lead, customer, provider, due, expires, not_after);
  end if;
  return coalesce(cardinality(leads), 0);
end $$;
