-- Only who asks for what expires may use this: it serves no look for what is due. Where statistics
-- say that hardly anything waits, the planner would else take it for the shorter way to it, and read
-- all that waits.
drop index lead_expiring;
create index lead_expiring on lead (expires_at)
  where state in ('queued', 'uncertain') and expires_at is not null;
