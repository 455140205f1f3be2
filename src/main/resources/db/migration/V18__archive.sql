-- Customers and providers with whom the work has ended: what could still act for them is gone, and what
-- they did stays readable.
alter table customer add column archived_at timestamptz;
alter table customer alter column oplead_token drop not null; -- null: archived
alter table customer add constraint customer_has_a_token_unless_archived
  check ((oplead_token is null) = (archived_at is not null));
alter table provider add column archived_at timestamptz; -- null: worked with, or disabled only

-- As before, and a customer's lane is closed while it is archived. Only a new token opens it again.
create or replace function lane_follows_customer() returns trigger language plpgsql as $$
begin
  if new.archived_at is not null then
    update lane set state = 'paused', stop_reason = 'the customer is archived'
    where customer_id = new.id;
    return null;
  end if;
  if new.oplead_token is distinct from old.oplead_token then
    update lane set
      state = case when state = 'token_refused' or old.archived_at is not null then 'open'
        else state end,
      stop_reason = case when state = 'token_refused' or old.archived_at is not null then null
        else stop_reason end,
      sleeps_until = '-infinity', sleep_reason = null,
      throttled_until = '-infinity', pace = null
    where customer_id = new.id;
  end if;
  update lane set opens_at = sleeps_until, next_at = greatest(now(), sleeps_until)
  where customer_id = new.id;
  return null;
end $$;
