package io.leadloop.feedback;

import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Feedback on its way to the log: written in the transaction of what it tells, moved by {@link
 * OutboxRelay}, deleted when the log has it.
 */
@ApplicationScoped
public class Outbox {
  private static final String APPEND =
      """
      insert into outbox (feedback_id, lead_id, payload)
      select * from unnest($1::uuid[], $2::uuid[], $3::bytea[])
      """;
  private static final String LEASE =
      """
      insert into outbox_lease as l (holder, held_until) values ($1, now() + $2 * interval '1 ms')
      on conflict (only_row) do update set holder = excluded.holder, held_until = excluded.held_until
      where l.holder = excluded.holder or l.held_until < now()
      returning holder
      """;
  private static final String OLDEST =
      "select position, lead_id, payload from outbox order by position limit $1";
  private static final String DELETE = "delete from outbox where position = any($1)";

  private final Pool pool;

  Outbox(Pool pool) {
    this.pool = pool;
  }

  /** Writes feedback in a transaction of its own, all of it or none. */
  public Uni<Void> append(List<? extends Feedback> feedback) {
    return append(pool, feedback);
  }

  /**
   * Writes feedback in the caller's transaction.
   *
   * @param transaction the connection on which the caller's transaction is open
   */
  public Uni<Void> append(SqlClient transaction, List<? extends Feedback> feedback) {
    if (feedback.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Batch<? extends Feedback> rows =
        Batch.of(feedback)
            .uuids(Feedback::id)
            .uuids(f -> f.leadId().value())
            .bytes(Outbox::payload);
    return transaction.preparedQuery(APPEND).execute(rows.tuple()).replaceWithVoid();
  }

  /**
   * A row's payload, for whoever writes feedback in the very statement of what it tells: {@code
   * insert into outbox (feedback_id, lead_id, payload)}.
   */
  public static byte[] payload(Feedback feedback) {
    return FeedbackJson.write(feedback);
  }

  /** Whether that relay is the one that moves rows, for as long from now. */
  Uni<Boolean> lease(UUID relay, Duration howLong) {
    return pool.preparedQuery(LEASE)
        .execute(Tuple.of(relay, howLong.toMillis()))
        .map(rows -> rows.size() > 0);
  }

  Uni<List<Waiting>> oldest(int limit) {
    return pool.preparedQuery(OLDEST)
        .execute(Tuple.of(limit))
        .map(rows -> Batch.list(rows, Outbox::row));
  }

  Uni<Void> delete(List<Waiting> moved) {
    Batch<Waiting> rows = Batch.of(moved).longs(Waiting::position);
    return pool.preparedQuery(DELETE).execute(rows.tuple()).replaceWithVoid();
  }

  private static Waiting row(Row row) {
    return new Waiting(
        row.getLong("position"),
        new LeadId(row.getUUID("lead_id")),
        row.getBuffer("payload").getBytes());
  }

  /** One feedback that waits, as the log will have it. */
  record Waiting(long position, LeadId leadId, byte[] payload) {}
}
