-- What providers handed in. A row is written once; only erasure changes it. How far a lead is stands in
-- lead_queue, lane_request and lead_progress.
create table lead (
  id          uuid primary key,
  provider_id uuid not null,
  customer_id uuid not null,
  reference   text check (length(reference) between 1 and 128),
  fingerprint bytea not null,                     -- keyed: distinguishes a repeat from another lead
  document    bytea,                              -- sealed for this lead; null once it is erased
  test        boolean not null default false,
  not_after   timestamptz,                        -- after this it is of no use to its provider
  expires_at  timestamptz not null,               -- the end of its shelf life, or not_after if that is sooner
  created_at  timestamptz not null default now(),
  unique (provider_id, reference)
);
-- Lists: a provider works customer by customer. See lead.LeadQuery, which compares whole rows, so their
-- columns are in the same order.
create index lead_by_provider on lead (provider_id, id);
create index lead_by_provider_and_customer on lead (provider_id, customer_id, id);

-- What happened to a lead since it was first sent, held or reported on; without a row, nothing did. Its
-- updates after the first change no indexed column, so they stay on the row's page (heap-only).
create table lead_progress (
  lead_id            uuid primary key,
  customer_id        uuid not null,
  provider_id        uuid not null,
  -- forwarding
  state              text check (state in ('uncertain', 'held', 'forwarded', 'rejected', 'expired')), -- null: it waits for an attempt
  due_at             timestamptz,                 -- as in its row of lead_queue; null: lead.created_at
  retry              boolean not null default false, -- the same
  claims             integer not null default 0,  -- distinguishes an attempt from those before
  attempts           integer not null default 0,
  unanswered         integer not null default 0,  -- how often its arrival at Oplead stayed unknown
  looked_up          boolean not null default false, -- uncertain, and Oplead reports that it does not have it
  possible_duplicate boolean not null default false,
  expires_at         timestamptz,                 -- instead of lead.expires_at
  oplead_id          text,
  last_error         text,
  forwarded_at       timestamptz,
  last_answer        bytea,                       -- Oplead's last answer, shortened and sealed for the lead
  erased_at          timestamptz,                 -- ids, times and states remain
  -- feedback: what was published to the provider so far
  told_forwarded     boolean not null default false,
  told_otherwise     boolean not null default false, -- some status came from a source other than a callback
  sequence           integer not null default 0,
  status_code        text,
  status_label       text,
  status_at          timestamptz,
  status_dated       boolean not null default false, -- whether status_at is a time that Oplead reported
  status_way         text,                        -- the source of the last status: callback, subscription or poll
  awaited_status     text,                        -- which the provider set, and no callback has reported yet
  last_callback      bytea,                       -- a keyed hash of the last callback's body
  first_feedback_at  timestamptz,
  updated_at         timestamptz not null default now()
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
create index lead_by_oplead_id on lead_progress (customer_id, oplead_id) where oplead_id is not null;
-- States that people look for and few leads are in. The others have no index: each lead passes through
-- them and would write an entry for each.
create index lead_set_aside on lead_progress (state, provider_id, lead_id)
  where state in ('rejected', 'uncertain', 'held', 'expired');
create index lead_held on lead_progress (customer_id, lead_id) where state = 'held';
create index lead_unanswered on lead_progress (customer_id) where state = 'uncertain' and due_at = 'infinity';

-- A lead's state as everybody sees it.
create function lead_state(state text, is_in_flight boolean) returns text language sql immutable as $$
  select case when state in ('forwarded', 'rejected', 'expired') then state
    when is_in_flight then 'forwarding' else coalesce(state, 'queued') end
$$;

-- The answer of Oplead that is kept: the last one, and none of a lead that was erased.
create function kept_answer(erased_at timestamptz, given bytea, known bytea)
returns bytea language sql immutable as $$
  select case when erased_at is null then coalesce(given, known) end
$$;

-- Locks what happened to these leads until the transaction ends, in the order of ids, and makes their
-- rows where nothing has happened yet.
create function lock_progress(leads uuid[]) returns void language plpgsql as $$
declare
  locked integer;
begin
  perform from lead_progress where lead_id = any(leads) order by lead_id for update;
  get diagnostics locked = row_count;
  if locked < cardinality(leads) then
    insert into lead_progress (lead_id, customer_id, provider_id)
    select l.id, l.customer_id, l.provider_id from lead l where l.id = any(leads) order by l.id
    on conflict (lead_id) do nothing;
    perform from lead_progress where lead_id = any(leads) order by lead_id for update;
  end if;
end $$;

-- Destroys what leads that have ended say of a person. Returns those that it erased.
create function erase_documents(leads uuid[]) returns setof uuid language sql as $$
  with ended as (
    update lead_progress set last_answer = null, erased_at = now()
    where lead_id = any($1) and erased_at is null and state in ('forwarded', 'rejected', 'expired')
    returning lead_id
  )
  update lead set document = null where id = any(array(select lead_id from ended)) returning id
$$;
