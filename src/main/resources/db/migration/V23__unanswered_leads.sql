-- How often a lead was sent and nobody knows whether Oplead took it: such a lead is sent again a
-- limited number of times.
alter table lead add column unanswered int not null default 0;
-- Those that are not sent again any more, which administrators are shown. A lead enters it seldom.
create index lead_unanswered on lead (customer_id)
  where state = 'uncertain' and next_attempt_at is null;
