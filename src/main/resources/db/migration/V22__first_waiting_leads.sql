-- The leads that come first in the customer's lane: of each provider the first fresh one and the first
-- retry, but none that only a callback or an administrator moves on. It walks the index from provider to
-- provider, so its cost does not depend on the queue's length.
create function first_waiting_leads(customer uuid)
returns table (created_at timestamptz, next_attempt_at timestamptz) language sql stable as $$
  with recursive provider as (
    (select provider_id from lead
      where customer_id = $1 and state in ('queued', 'uncertain')
      order by provider_id limit 1)
    union all
    select (select f.provider_id from lead f
      where f.customer_id = $1 and f.state in ('queued', 'uncertain')
        and f.provider_id > p.provider_id
      order by f.provider_id limit 1)
    from provider p where p.provider_id is not null)
  select f.created_at, f.next_attempt_at from provider p cross join lateral (
    (select l.created_at, l.next_attempt_at from lead l
      where l.customer_id = $1 and l.provider_id = p.provider_id
        and l.state in ('queued', 'uncertain') and not l.retry
        and l.next_attempt_at is not null
      order by l.next_attempt_at limit 1)
    union all
    (select l.created_at, l.next_attempt_at from lead l
      where l.customer_id = $1 and l.provider_id = p.provider_id
        and l.state in ('queued', 'uncertain') and l.retry
        and l.next_attempt_at is not null
      order by l.next_attempt_at limit 1)) f
$$;
