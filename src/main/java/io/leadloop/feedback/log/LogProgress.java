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
 * Up to where the feedback log was published, by partition, as a replica recorded it last. Kafka's
 * own offsets are what counts; this is for when Kafka has forgotten them, since reading the log
 * from its beginning would publish weeks of events again. A topic is known by its id, because one
 * that was made again under the same name has offsets of its own.
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
   * Records the offsets that are further than the recorded ones: a replica that lost a partition
   * may record late. Rows are written in one order, so that replicas do not deadlock.
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
