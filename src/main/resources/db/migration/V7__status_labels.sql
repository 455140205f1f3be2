-- Every name that Oplead gave to a status, with the code it was told under: names that have none are
-- listed from here, and a mended table of names is noticed by it.
create table status_label (
  label      text primary key,
  code       text not null,
  revision   integer not null default 0, -- how often its code was mended
  first_seen timestamptz not null default now()
);
insert into status_label (label, code)
  select distinct on (status_label) status_label, status_code from lead
  where status_label is not null order by status_label, status_at desc;
