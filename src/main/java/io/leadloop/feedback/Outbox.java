package io.leadloop.feedback;

import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Feedback on its way to the log: written in the transaction of the change that it reports, moved
 * by {@link OutboxRelay}, deleted when the log has it.
 */
@ApplicationScoped
public class Outbox {
  private static final String APPEND =
      """
      insert into outbox (feedback_id, lead_id, payload)
      select * from unnest($1::uuid[], $2::uuid[], $3::bytea[])
      """;

  /**
   * The next rows as far as they have so many bytes together, the first whatever it has; none for a
   * relay that does not hold the lease. A payload that the log would refuse for its length is not
   * read. The lease is renewed only when a fifth of it has passed and there are rows: otherwise
   * this writes nothing, so that a look at an empty outbox costs no commit.
   */
  public static final String NEXT =
      """
      with renewed as (
        insert into outbox_lease as l (holder, held_until)
        select $5::uuid, now() + $6 * interval '1 ms' where exists (select from outbox)
          and not exists (select from outbox_lease where only_row and held_until >
            now() + case holder when $5 then $6 * interval '0.8 ms' else interval '0' end)
        on conflict (only_row) do update
          set holder = excluded.holder, held_until = excluded.held_until
        where l.holder = excluded.holder or l.held_until < now()
        returning holder
      ), held as (
        select holder from renewed
        union all
        select holder from outbox_lease
        where only_row and holder = $5 and held_until > now() + $6 * interval '0.8 ms'
      ), next as (
        select position, feedback_id, lead_id, payload, octet_length(payload) as length,
          sum(octet_length(payload)) over (order by position) as bytes, count(*) over () as found
        from (select position, feedback_id, lead_id, payload from outbox
          where position > $1 and (select count(*) from held) > 0 order by position limit $2) o
      )
      select position, feedback_id, lead_id, length, found,
        case when length <= $4 then payload end as payload
      from next where bytes <= $3 or bytes = length order by position
      """;

  /**
   * Of a page in memory there are several copies, one of them in the producer's buffer, in which
   * callbacks need their room.
   */
  private static final int PAGE_BYTES = 4 << 20;

  private static final String DELETE = "delete from outbox where position = any($1)";
  private static final String SET_ASIDE =
      """
      with refused as (
        delete from outbox o using unnest($1::bigint[], $2::text[]) as r(position, reason)
        where o.position = r.position
        returning o.position, o.feedback_id, o.lead_id, o.payload, r.reason, o.created_at
      )
      insert into outbox_set_aside (position, feedback_id, lead_id, payload, reason, created_at)
      select position, feedback_id, lead_id, payload, reason, created_at from refused
      """;

  private final Pool pool;
  private volatile Runnable relay = () -> {};

  public Outbox(Pool pool) {
    this.pool = pool;
  }

  /**
   * Sets what runs within this replica when it has appended rows, or is about to commit them. It is
   * only a hint: the relay finds the rows later without it.
   */
  public void onAppend(Runnable relay) {
    this.relay = relay;
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
    return write(transaction, feedback.stream().map(LogRecord::of).toList());
  }

  /** The same for feedback that is written already, in a transaction of its own. */
  public Uni<Void> appendRecords(List<LogRecord> records) {
    return write(pool, records);
  }

  private Uni<Void> write(SqlClient client, List<LogRecord> records) {
    if (records.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Batch<LogRecord> rows =
        Batch.of(records)
            .uuids(LogRecord::id)
            .uuids(r -> r.leadId().value())
            .bytes(LogRecord::value);
    return client
        .preparedQuery(APPEND)
        .execute(rows.tuple())
        .invoke(this::announce)
        .replaceWithVoid();
  }

  /** Has this replica's relay look for rows that a statement has appended by itself. */
  public void announce() {
    relay.run();
  }

  /**
   * A row's payload, for a statement that appends the feedback on what it writes itself, by {@code
   * append_feedback}.
   */
  public static byte[] payload(Feedback feedback) {
    return FeedbackJson.write(feedback);
  }

  /**
   * The oldest rows behind that position, at most so many and of bounded length together, for the
   * relay that moves rows: one at a time, for so long from its last page on. Empty for another.
   *
   * @param lease how long other relays leave the rows to this one; it has four fifths of that at
   *     least to move the page
   */
  public Uni<Page> next(UUID relay, Duration lease, long position, int limit) {
    return pool.preparedQuery(NEXT)
        .execute(
            Tuple.tuple()
                .addLong(position)
                .addInteger(limit)
                .addLong((long) PAGE_BYTES)
                .addInteger(LogRecord.LARGEST_VALUE_BYTES)
                .addUUID(relay)
                .addLong(lease.toMillis()))
        .map(rows -> Batch.list(rows, row -> row))
        .map(rows -> page(rows, limit));
  }

  public Uni<Void> delete(List<Relayed> moved) {
    return moved.isEmpty()
        ? Uni.createFrom().voidItem()
        : pool.preparedQuery(DELETE).execute(positions(moved).tuple()).replaceWithVoid();
  }

  /** Takes rows out of the relay's way, for an administrator to look at. */
  public Uni<Void> setAside(List<Relayed> refused) {
    return pool.preparedQuery(SET_ASIDE)
        .execute(positions(refused).texts(Relayed::cause).tuple())
        .replaceWithVoid();
  }

  private static Batch<Relayed> positions(List<Relayed> relayed) {
    return Batch.of(relayed).longs(r -> r.row().position());
  }

  private static Page page(List<Row> rows, int limit) {
    long found = rows.isEmpty() ? 0 : rows.get(0).getLong("found");
    boolean more = found == limit || found > rows.size();
    return new Page(rows.stream().map(Outbox::row).toList(), more);
  }

  private static Waiting row(Row row) {
    Buffer payload = row.getBuffer("payload");
    return new Waiting(
        row.getLong("position"),
        row.getUUID("feedback_id"),
        new LeadId(row.getUUID("lead_id")),
        row.getInteger("length"),
        payload == null ? null : payload.getBytes());
  }

  /**
   * The rows that are to be moved next.
   *
   * @param more whether there are rows behind them
   */
  public record Page(List<Waiting> rows, boolean more) {
    /** The position of the last row; 0 where there is none. */
    public long last() {
      return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).position();
    }
  }

  /**
   * One row, as the log will have it.
   *
   * @param bytes of the payload
   * @param payload null where the log does not take as many bytes
   */
  public record Waiting(long position, UUID feedbackId, LeadId leadId, int bytes, byte[] payload) {
    @Override
    public String toString() {
      return "Waiting[" + position + "]";
    }
  }
}
