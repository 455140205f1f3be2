package io.leadloop.feedback.letter;

import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Lists feedback that was set aside, and has it tried again or discarded. A record that is tried
 * again goes to the outbox in the same transaction in which it leaves its place, under its own id,
 * so it is projected once. A body without a status stays where it is until projection finds a
 * status in it.
 */
@ApplicationScoped
public class SetAsideFeedback {
  /** The id after all others. */
  private static final UUID NEWEST = new UUID(-1, -1);

  static final String LIST =
      """
      select id, source, kind, lead_id, reason, received_at, set_aside_at, is_retryable from (
        (select feedback_id as id, 'outbox' as source, payload_kind(payload) as kind, lead_id,
          reason, created_at as received_at, set_aside_at, true as is_retryable
        from outbox_set_aside where feedback_id < $1 and 'outbox' = any($2::text[])
        order by feedback_id desc limit $3)
        union all
        (select id, 'log', kind, lead_id, reason, received_at, set_aside_at,
          payload is not null and lead_id is not null
        from dead_letter where id < $1 and 'log' = any($2) order by id desc limit $3)
        union all
        (select id, 'callback', kind, lead_id, 'no status was found', received_at, recorded_at, true
        from feedback where is_unread and id < $1 and 'callback' = any($2)
        order by id desc limit $3)) letter
      order by id desc limit $3
      """;

  static final String FIND =
      """
      select feedback_id as id, 'outbox' as source, payload_kind(payload) as kind, lead_id, reason,
        created_at as received_at, set_aside_at, true as is_retryable
      from outbox_set_aside where feedback_id = $1
      union all
      select id, 'log', kind, lead_id, reason, received_at, set_aside_at,
        payload is not null and lead_id is not null
      from dead_letter where id = $1
      union all
      select id, 'callback', kind, lead_id, 'no status was found', received_at, recorded_at, true
      from feedback where is_unread and id = $1
      """;

  private static final String RETRY_REFUSED =
      """
      with back as (
        delete from outbox_set_aside where feedback_id = any($1)
        returning position, feedback_id, lead_id, payload)
      insert into outbox (feedback_id, lead_id, payload)
      select feedback_id, lead_id, retried_payload(payload) from back order by position
      """;
  private static final String RETRY_DEAD =
      """
      with back as (
        delete from dead_letter
        where id = any($1) and payload is not null and lead_id is not null
        returning id, log_offset, feedback_id, lead_id, payload)
      insert into outbox (feedback_id, lead_id, payload)
      select coalesce(feedback_id, id), lead_id, retried_payload(payload) from back
      order by log_offset
      """;
  private static final String UNREAD =
      "select id, lead_id from feedback where is_unread and id = any($1) order by id";

  private static final String DISCARD_REFUSED =
      "delete from outbox_set_aside where feedback_id = any($1)";
  private static final String DISCARD_DEAD = "delete from dead_letter where id = any($1)";
  private static final String DISCARD_UNREAD =
      "update feedback set is_unread = false where is_unread and id = any($1)";

  private final ReadPool reads;
  private final Outbox outbox;
  private final Clock clock;

  SetAsideFeedback(ReadPool reads, Outbox outbox, Clock clock) {
    this.reads = reads;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * The newest first.
   *
   * @param source empty for all
   * @param before the id of the last one of the page before; empty for the first page
   */
  public Uni<List<SetAside>> list(
      Optional<SetAsideSource> source, Optional<UUID> before, int limit) {
    String[] sources =
        source
            .map(Stream::of)
            .orElseGet(() -> Stream.of(SetAsideSource.values()))
            .map(SetAsideSource::wireName)
            .toArray(String[]::new);
    return reads
        .get()
        .preparedQuery(LIST)
        .execute(Tuple.of(before.orElse(NEWEST), sources, limit))
        .map(rows -> Batch.list(rows, SetAside::of));
  }

  public Uni<Optional<SetAside>> find(UUID id) {
    return reads
        .get()
        .preparedQuery(FIND)
        .execute(Tuple.of(id))
        .map(rows -> Batch.list(rows, SetAside::of).stream().findFirst());
  }

  /**
   * Has them tried again in the caller's transaction; returns how many were there and could be.
   *
   * @param letters of {@link #list}
   */
  public Uni<Integer> retry(SqlClient tx, Collection<SetAside> letters) {
    return change(tx, RETRY_REFUSED, ids(letters, SetAsideSource.OUTBOX))
        .chain(
            refused ->
                change(tx, RETRY_DEAD, ids(letters, SetAsideSource.LOG))
                    .chain(
                        dead ->
                            reread(tx, ids(letters, SetAsideSource.CALLBACK))
                                .map(unread -> refused + dead + unread)));
  }

  private Uni<Integer> reread(SqlClient tx, UUID[] ids) {
    return ids.length == 0
        ? Uni.createFrom().item(0)
        : tx.preparedQuery(UNREAD)
            .execute(Tuple.of(ids))
            .map(
                rows ->
                    Batch.list(
                        rows,
                        row ->
                            new Feedback.Reread(
                                Feedback.nextId(),
                                new LeadId(row.getUUID("lead_id")),
                                clock.instant(),
                                row.getUUID("id"))))
            .call(rereads -> outbox.append(tx, rereads))
            .map(List::size);
  }

  /** Discards them in the caller's transaction; returns how many were there. */
  public Uni<Integer> discard(SqlClient tx, Collection<SetAside> letters) {
    return change(tx, DISCARD_REFUSED, ids(letters, SetAsideSource.OUTBOX))
        .chain(
            refused ->
                change(tx, DISCARD_DEAD, ids(letters, SetAsideSource.LOG))
                    .chain(
                        dead ->
                            change(tx, DISCARD_UNREAD, ids(letters, SetAsideSource.CALLBACK))
                                .map(unread -> refused + dead + unread)));
  }

  private static Uni<Integer> change(SqlClient tx, String statement, UUID[] ids) {
    return ids.length == 0
        ? Uni.createFrom().item(0)
        : tx.preparedQuery(statement).execute(Tuple.of(ids)).map(rows -> rows.rowCount());
  }

  private static UUID[] ids(Collection<SetAside> letters, SetAsideSource source) {
    return letters.stream()
        .filter(letter -> letter.source() == source)
        .map(SetAside::id)
        .toArray(UUID[]::new);
  }
}
