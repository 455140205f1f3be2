-- After this a lead is of no use to its provider, so it expires.
alter table lead add column not_after timestamptz;
create index lead_not_after on lead (not_after) where state in ('queued', 'uncertain');
