-- What a provider wants done to a lead that Oplead has: a document to be attached, a status to be set.
-- Those of one lead go one after the other, in the order of their positions: only the first that is
-- open has a time at which it is due.
create table lead_update (
  id              uuid primary key,
  position        bigint generated always as identity,
  number          integer not null default 1,     -- among those of its lead
  lead_id         uuid not null,
  customer_id     uuid not null,
  kind            text not null check (kind in ('document', 'status')),
  state           text not null default 'queued' check (state in ('queued', 'sending', 'delivered', 'refused')),
  next_attempt_at timestamptz,
  claims          integer not null default 0,     -- distinguishes a claim from those before
  attempts        integer not null default 0,
  expires_at      timestamptz not null,           -- refused if Oplead does not have it by then
  last_error      text,
  -- of a document
  document_kind   text check (document_kind in ('quote', 'invoice', 'other')),
  media_type      text,
  file_name       bytea,                          -- sealed; gone with the document
  bytes           bigint,
  pieces          integer,
  fingerprint     bytea,                          -- keyed: distinguishes the same bytes from others
  -- of a status
  status_code     text,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  check ((kind = 'document') = (document_kind is not null and bytes is not null and pieces is not null)),
  check ((kind = 'status') = (status_code is not null))
);
create index lead_update_of_lead on lead_update (lead_id, position);
create index lead_update_due on lead_update (customer_id, next_attempt_at)
  where state = 'queued' and next_attempt_at is not null;
-- Whoever asks for what expires alone may use this: it serves no look for what is due. Where statistics
-- say that hardly anything waits, the planner would otherwise take it for the shorter way to it, and read
-- all that waits.
create index lead_update_expiring on lead_update (expires_at)
  where state = 'queued' and expires_at is not null;
-- What a request for a lead's document or status reads, however many there were before: those that wait,
-- and the documents that Oplead has or may have.
create index lead_update_open on lead_update (lead_id, position) where state in ('queued', 'sending');
create index lead_update_kept on lead_update (lead_id) where kind = 'document' and state <> 'refused';

-- A document's bytes, piece by piece, each sealed for its place; there until Oplead has them. They
-- come before the document's row, so pieces without one are those of an upload that broke off.
create table document_piece (
  id          uuid primary key,
  document_id uuid not null,
  number      integer not null,                   -- from 0
  sealed      bytea not null,
  created_at  timestamptz not null default now(),
  unique (document_id, number)
);
create index document_piece_first on document_piece (created_at) where number = 0;
alter table document_piece alter column sealed set storage external; -- sealed bytes do not compress

-- What an outcome of leads means for their updates: once Oplead's id of the lead is known, the first is
-- due; once Oplead will never have the lead, all of them expire. The caller has locked the leads'
-- progress, so that whoever adds an update meanwhile waits, and finds the outcome.
create function updates_follow(leads uuid[]) returns integer language plpgsql as $$
declare
  with_updates uuid[];
  lanes        uuid[];
begin
  with_updates := array(select l.id from unnest(leads) as l(id) where exists (
    select from lead_update u where u.lead_id = l.id and u.state in ('queued', 'sending')));
  if cardinality(with_updates) > 0 then
    update lead_update u set expires_at = now() from lead_progress p
    where p.lead_id = any(with_updates) and p.state in ('rejected', 'expired')
      and u.lead_id = p.lead_id and u.state = 'queued';
    with due as (
      update lead_update u set next_attempt_at = now()
      where u.next_attempt_at is null and u.state = 'queued' and u.id = any(array(
        select f.id from unnest(with_updates) as l(id)
        join lead_progress p on p.lead_id = l.id and p.oplead_id is not null
        cross join lateral (select o.id from lead_update o
          where o.lead_id = l.id and o.state in ('queued', 'sending')
          order by o.position limit 1) f))
      returning u.customer_id
    )
    select array_agg(distinct customer_id) into lanes from due;
    perform wake_lanes(lanes);
  end if;
  return coalesce(cardinality(with_updates), 0);
end $$;

-- A document's sender finds it gone, and the document is refused.
create function erase_updates(leads uuid[]) returns void language sql as $$
  with erased as (
    update lead_update set file_name = null, last_error = null,
      expires_at = case kind when 'document' then least(expires_at, now()) else expires_at end
    where lead_id = any($1) returning id, kind
  )
  delete from document_piece where document_id in (select id from erased where kind = 'document')
$$;
