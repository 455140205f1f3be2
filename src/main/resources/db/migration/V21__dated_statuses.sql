-- Whether status_at is a time that Oplead reported; otherwise it is when the gateway received the
-- status. Of statuses from before it is unknown, which is taken as the latter.
alter table lead add column status_dated boolean not null default false;
