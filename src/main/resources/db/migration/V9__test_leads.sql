-- A lead that tries the way through everything, for nobody to work on.
alter table lead add column test boolean not null default false;
