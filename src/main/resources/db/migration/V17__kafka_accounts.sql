-- The password of the provider's account at Kafka, sealed for the provider: if Kafka loses the
-- account, the gateway makes it again, and the provider's consumers go on. Null: there is none, or
-- it was made before this column.
alter table provider add column kafka_password bytea;

-- The accounts at Kafka by which other accounts are checked, one check at a time each.
create table check_account (
  number     integer primary key,
  held_until timestamptz not null default '-infinity',
  holder     uuid
);
insert into check_account (number) select generate_series(1, 8);

-- Up to where each partition of the feedback log was published when a replica last recorded it.
-- Kafka forgets the offsets of a group that was away for too long; reading goes on from here then.
-- A topic that was made again has another id, and its offsets begin again.
create table log_progress (
  topic_id    text not null,
  partition   integer not null,
  next_offset bigint not null,
  primary key (topic_id, partition)
);
