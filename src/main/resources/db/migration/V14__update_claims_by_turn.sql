-- As V13, apart from it: who locks two busy tables in one transaction may wait for a replica that
-- waits for him.
drop index lead_update_expiring;
create index lead_update_expiring on lead_update (expires_at)
  where state = 'queued' and expires_at is not null;
