-- The order in which events may be read: a reader that has seen position n is told nothing later
-- that comes before it. A position alone cannot promise that, since a transaction that took an
-- earlier one may commit later; so events are read up to the oldest transaction under way.
alter table lead_event add column position bigint generated always as identity;
alter table lead_event add column transaction xid8 not null default pg_current_xact_id();
create index lead_event_feed on lead_event (provider_id, transaction, position);
