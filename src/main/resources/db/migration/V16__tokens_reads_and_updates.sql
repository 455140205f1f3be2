-- A token has one quota at one Oplead, so it has one customer: the unique index holds that over all
-- replicas. The fingerprint is keyed, so it neither shows the token nor lets anyone test a guess. Null
-- where the gateway has not computed it yet, or where two customers shared a token before this.
alter table customer add column token_fingerprint bytea;
create unique index customer_token_fingerprint on customer (token_fingerprint);

-- The key of those fingerprints: made once, sealed by the vault, and never changed, because a
-- rotation of the keyset must not let a token in twice.
create table fingerprint_key (
  id       uuid primary key,
  only_row boolean not null unique default true check (only_row),
  sealed   bytea not null
);

-- What lists of leads may be narrowed by, with an index each where that is worth its cost to every
-- lead: the customer, since a provider works customer by customer, and the states that need somebody
-- to look and that few leads are in. queued, forwarding and forwarded are reached on the way through by
-- every lead, which would write an entry for each, so they are checked on a bounded number of rows.
-- See lead.LeadQuery, which compares whole rows: their columns go the same way.
create index lead_by_provider_and_customer on lead (provider_id, customer_id, id);
create index lead_set_aside on lead (state, provider_id, id)
  where state in ('rejected', 'uncertain', 'held', 'expired');
drop index lead_by_provider;
create index lead_by_provider on lead (provider_id, id);

-- What a request for a lead's document or status reads, however many there were before: those that
-- wait, the documents that Oplead has or may have, and of the last one how many there are.
alter table lead_update add column number integer not null default 1;
update lead_update u set number = n.number
  from (select id, row_number() over (partition by lead_id order by position) as number
        from lead_update) n
  where n.id = u.id and n.number > 1;
create index lead_update_open on lead_update (lead_id, position) where state in ('queued', 'sending');
create index lead_update_kept on lead_update (lead_id) where kind = 'document' and state <> 'refused';
