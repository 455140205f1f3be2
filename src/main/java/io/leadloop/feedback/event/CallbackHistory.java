package io.leadloop.feedback.event;

import io.leadloop.lead.Lead;
import io.leadloop.store.Batch;
import io.leadloop.store.IdTimes;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Reads the callbacks of a lead, as far as their months are kept. Only those with a body have an
 * index, so an erased lead shows none.
 */
@Singleton
public class CallbackHistory {
  /** After every UUIDv7. */
  public static final UUID AFTER_ALL = new UUID(-1, -1);

  /** How much the clocks of replicas and of the database may differ. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  static final String BEFORE =
      """
      select id, received_at, first_sequence, events, log_partition, log_offset from feedback
      where lead_id = $1 and id < $2 and id >= $3 and body is not null
      order by id desc limit $4
      """;

  private final ReadPool reads;

  CallbackHistory(ReadPool reads) {
    this.reads = reads;
  }

  /**
   * Newest first; the caller checks access.
   *
   * @param id that of the last one that was read, or {@link #AFTER_ALL}
   */
  public Uni<List<ReceivedCallback>> before(Lead lead, UUID id, int limit) {
    return reads
        .get()
        .preparedQuery(BEFORE)
        .execute(
            Tuple.of(
                lead.id().value(),
                id,
                IdTimes.first(lead.createdAt().minus(CLOCK_TOLERANCE)),
                limit))
        .map(rows -> Batch.list(rows, ReceivedCallback::of));
  }
}
