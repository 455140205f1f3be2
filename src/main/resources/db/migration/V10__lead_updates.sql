-- What a provider wants done to a lead that Oplead has: a document to be attached, a status to be set.
-- Those of one lead go one after the other, in the order of their positions: only the first that is
-- open has a time at which it is due.
create table lead_update (
  id              uuid primary key,
  position        bigint generated always as identity,
  lead_id         uuid not null references lead,
  customer_id     uuid not null references lane,
  kind            text not null check (kind in ('document', 'status')),
  state           text not null default 'queued' check (state in ('queued', 'sending', 'delivered', 'refused')),
  next_attempt_at timestamptz,
  lease_until     timestamptz,                    -- while sending
  claims          integer not null default 0,     -- fences off a claim that was taken over
  attempts        integer not null default 0,
  expires_at      timestamptz not null,           -- refused if Oplead does not have it by then
  last_error      text,
  -- of a document
  document_kind   text check (document_kind in ('quote', 'invoice', 'other')),
  media_type      text,
  file_name       bytea,                          -- sealed; gone with the document
  bytes           bigint,
  pieces          integer,
  fingerprint     bytea,                          -- keyed: tells the same bytes from others
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
create index lead_update_leased on lead_update (lease_until) where state = 'sending';
create index lead_update_expiring on lead_update (expires_at) where state = 'queued';

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

-- A slot is that of any request, not only of a lead's.
alter table lane_slot rename column lead_id to request_id;

-- The status that its provider set last and of which Oplead's callback has not come yet.
alter table lead add column awaited_status text;

-- Once Oplead's name for the lead is known, the first of its updates is due; once the lead will never
-- be there, none of them is of use. A trigger sees what was committed while its statement waited.
create function lead_updates_follow_lead() returns trigger language plpgsql as $$
begin
  if new.state in ('rejected', 'expired') then
    update lead_update set expires_at = now() where lead_id = new.id and state = 'queued';
  else
    update lead_update set next_attempt_at = now()
    where id = (select id from lead_update where lead_id = new.id and state in ('queued', 'sending')
                order by position limit 1)
      and state = 'queued' and next_attempt_at is null;
  end if;
  return null;
end $$;

create trigger lead_has_its_updates_follow after update of oplead_id, state on lead
  for each row when (
    (new.state in ('rejected', 'expired') and new.state <> old.state)
    or (old.oplead_id is null and new.oplead_id is not null))
  execute function lead_updates_follow_lead();
