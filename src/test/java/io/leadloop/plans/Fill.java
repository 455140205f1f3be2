package io.leadloop.plans;

/** Statements that fill a store as weeks of work would. */
final class Fill {
  private Fill() {}

  /**
   * Leads of so many customers. The last ones wait; the others were forwarded, and a callback came
   * for each. So many providers have an endpoint each, which has received all.
   */
  static String of(String prefix, int customers, int leads, int waiting, int slots) {
    return (CUSTOMERS + LEADS + PROGRESS + FEEDBACK + TALLIES + LANES + ENDPOINTS)
        .replace(":prefix", prefix)
        .replace(":customers", customers + "")
        .replace(":leads", leads + "")
        .replace(":forwarded", leads - waiting + "")
        .replace(":slots", slots + "");
  }

  private static final String CUSTOMERS =
      """
      insert into customer (id, slug, name, oplead_token, oplead_token_hint, requests_per_minute)
      select gen_random_uuid(), ':prefix' || n, 'c', '', '', 1200 from generate_series(1, :customers) n;
      insert into customer_grant (provider_id, customer_id)
      select p.id, c.id from provider p, customer c
      where c.slug like ':prefix%' and p.slug in ('p0', 'p1');
      create temporary table filled as
      select n, uuidv7(n * interval '1 ms' - interval '30 days') as lead, c.id as customer,
        p.id as provider, now() - interval '30 days' + n * interval '1 ms' as at
      from generate_series(1, :leads) n
      join (select id, row_number() over (order by slug desc) - 1 as number from customer
        where slug like ':prefix%' or slug like 't%') c
        on c.number = n % (:customers + 2)
      join provider p on p.slug = 'p' || n / 7 % 2;
      """;

  private static final String LEADS =
      """
      insert into lead (id, provider_id, customer_id, reference, fingerprint, document, expires_at,
        created_at)
      select lead, provider, customer, ':prefix' || n, '', convert_to(repeat('d', 400), 'UTF8'),
        now() + interval '1 day', at
      from filled;
      insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at)
      select customer, provider, false, at, lead, now() + interval '1 day'
      from filled where n > :forwarded;
      """;

  private static final String PROGRESS =
      """
      insert into lead_progress (lead_id, customer_id, provider_id, state, oplead_id, attempts,
        claims, forwarded_at, told_forwarded, sequence, status_code, status_label, status_at,
        first_feedback_at)
      select lead, customer, provider, 'forwarded', ':prefix' || n, 1, 1, at, true, 2, 'won', 'Won', at, at
      from filled where n <= :forwarded;
      insert into awaited_feedback (lead_id, customer_id, silent_until)
      select lead, customer, now() + interval '1 day' from filled
      where n between :forwarded / 2 and :forwarded;
      insert into lead_update (id, lead_id, customer_id, kind, state, next_attempt_at, expires_at,
        status_code)
      select uuidv7(), lead, customer, 'status', case when n % 40 = 0 then 'queued' else 'delivered' end,
        case when n % 40 = 0 then now() + interval '1 day' end, now() + interval '2 days', 'won'
      from filled where n <= :forwarded and n % 4 = 0;
      """;

  private static final String FEEDBACK =
      """
      insert into feedback (id, lead_id, kind, log_partition, log_offset, first_sequence, events,
        body, received_at)
      select uuidv7(at - now()), lead, k.kind, 0, n, k.sequence, 1, k.body, at
      from filled, (values ('forwarded', 1, null::bytea), ('callback', 2, 'body'))
        k(kind, sequence, body)
      where n <= :forwarded;
      insert into lead_event (id, lead_id, sequence, provider_id, source, type, time, data)
      select uuidv7(at - now()), lead, s, provider, 's', 'com.oplead.lead.status_changed', at,
        '{"status":{"label":"a","code":"won","at":"2026-01-01T00:00:00Z"}}'
      from filled, generate_series(1, 2) s where n <= :forwarded;
      """;

  /** Of the month before the last two days. */
  private static final String TALLIES =
      """
      insert into lead_tally (provider_id, hour, customer_id, kind, slot, leads)
      select provider, date_trunc('hour', now(), 'UTC') - (48 + n % 700) * interval '1 hour',
        customer, kind, 0, count(*)
      from filled, generate_series(0, 6) kind group by 1, 2, 3, 4
      on conflict do nothing;
      """;

  private static final String LANES =
      """
      insert into lane_provider (customer_id, provider_id, served)
      select customer, provider, count(*) from filled group by 1, 2
      on conflict do nothing;
      insert into lane_arrivals (customer_id, shard, leads)
      select customer, n % 8, count(*) from filled group by 1, 2
      on conflict do nothing;
      insert into lane_slot (customer_id, ends_at, requests, retries, updates, refused)
      select c.id, now() + interval '1 day' + s * interval '100 ms', 1, 0, 0, 0
      from customer c, generate_series(1, :slots) s where c.slug like ':prefix%'
        or c.slug like 't%' on conflict do nothing;
      update lane set used = :slots, departures = coalesce(sent.leads, 0),
        next_at = now() + interval '1 hour', opens_at = now() + interval '1 hour'
      from customer c left join (select customer, count(*) filter (where n <= :forwarded) as leads
        from filled group by 1) sent on sent.customer = c.id
      where c.id = customer_id;
      insert into lane_request (request_id, claim, customer_id, kind, lease_until)
      select gen_random_uuid(), 0, id, 'call', now() + interval '1 day'
      from customer order by slug limit 500;
      drop table filled;
      """;

  private static final String ENDPOINTS =
      """
      insert into provider (id, slug, name)
      select gen_random_uuid(), ':prefix' || n, 'p' from generate_series(1, :customers) n;
      insert into push_endpoint (id, provider_id, url, scheme, secret, max_in_flight, state)
      select gen_random_uuid(), id, 'https://e', 'v1', ''::bytea, 4, 'active' from provider
      where slug like ':prefix%';
      insert into push_cursor (endpoint_id, transaction, position, in_flight, due_at)
      select e.id, f.transaction, f.place, 4, now() - interval '1 hour'
      from push_endpoint e, feed_end() f
      where not exists (select from push_cursor c where c.endpoint_id = e.id)
      """;
}
