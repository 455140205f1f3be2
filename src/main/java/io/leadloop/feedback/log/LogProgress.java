package io.leadloop.feedback.log;

import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * The recorded offsets up to which the feedback log was published. They are a fallback for when
 * Kafka has expired its committed offsets, since reading the log from its start would republish
 * weeks of events. A topic is identified by its id, because a recreated topic has new offsets.
 */
@ApplicationScoped
class LogProgress {
  private static final String KEEP =
      """
      insert into log_progress (topic_id, partition, next_offset)
      select $3::text, n.partition, n.next_offset
      from unnest($1::integer[], $2::bigint[]) n (partition, next_offset) order by n.partition
      on conflict (topic_id, partition)
        do update set next_offset = greatest(log_progress.next_offset, excluded.next_offset)
      """;
  private static final String KEPT =
      "select partition, next_offset from log_progress where topic_id = $1";

  private final Pool pool;

  LogProgress(Pool pool) {
    this.pool = pool;
  }

  /**
   * Records offsets, but never backwards, since a replica that lost a partition may record late.
   * Rows are written in order, so that replicas do not deadlock.
   *
   * @param next the offset of the next record, by partition
   */
  Uni<Void> keep(Uuid topic, Map<Integer, Long> next) {
    return next.isEmpty()
        ? Uni.createFrom().voidItem()
        : pool.preparedQuery(KEEP)
            .execute(
                Batch.of(next.entrySet())
                    .integers(Map.Entry::getKey)
                    .longs(Map.Entry::getValue)
                    .value(topic.toString())
                    .tuple())
            .replaceWithVoid();
  }

  /** The recorded offsets, by partition. */
  Uni<Map<Integer, Long>> of(Uuid topic) {
    return pool.preparedQuery(KEPT)
        .execute(Tuple.of(topic.toString()))
        .map(
            rows ->
                Batch.list(rows, row -> row).stream()
                    .collect(
                        Collectors.toMap(
                            row -> row.getInteger("partition"),
                            row -> row.getLong("next_offset"))));
  }
}
