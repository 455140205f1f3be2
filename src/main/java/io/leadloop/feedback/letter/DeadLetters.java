package io.leadloop.feedback.letter;

import io.leadloop.feedback.DeadLetter;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.lead.LeadId;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Records dead letters for as long as the log and their topic keep them. It is done before their
 * offsets are committed, so none is missing; a re-run records the same ones once more, which
 * changes nothing.
 */
@ApplicationScoped
public class DeadLetters {
  static final String RECORD =
      """
      insert into dead_letter (id, log_partition, log_offset, feedback_id, lead_id, kind, payload,
        reason, received_at)
      select * from unnest($1::uuid[], $2::int[], $3::bigint[], $4::uuid[], $5::uuid[], $6::text[],
        $7::bytea[], $8::text[], $9::timestamptz[])
      on conflict (id) do nothing
      """;

  /** By the primary key, whose first bits are a time that is never later. */
  static final String FORGET =
      """
      delete from dead_letter where id in (
        select id from dead_letter
        where id < first_id(greatest(now() - $1 * interval '1 s', 'epoch')) order by id limit $2)
      """;

  static final int FORGOTTEN_AT_ONCE = 1_000;
  static final Duration INTERVAL = Duration.ofHours(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private final Pool pool;
  private final long keptSeconds;

  DeadLetters(Pool pool, FeedbackConfig config) {
    this.pool = pool;
    this.keptSeconds = config.retention().toSeconds();
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("forget dead letters", this::forget, AFTER_FAILURE);
  }

  /** Records them, once each. */
  public Uni<Void> record(List<DeadLetter> letters) {
    if (letters.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Batch<DeadLetter> rows =
        Batch.of(letters)
            .uuids(DeadLetter::id)
            .integers(DeadLetter::partition)
            .longs(DeadLetter::offset)
            .uuids(letter -> feedback(letter).map(Feedback::id).orElse(null))
            .uuids(letter -> letter.leadId().map(LeadId::value).orElse(null))
            .texts(letter -> feedback(letter).map(f -> f.kind().wireName()).orElse(null))
            .bytes(letter -> letter.payload().orElse(null))
            .texts(DeadLetter::reason)
            .times(DeadLetter::receivedAt);
    return pool.preparedQuery(RECORD).execute(rows.tuple()).replaceWithVoid();
  }

  /** Goes on at once while there are more than one statement forgets. */
  Uni<Duration> forget() {
    return pool.preparedQuery(FORGET)
        .execute(Tuple.of(keptSeconds, FORGOTTEN_AT_ONCE))
        .map(done -> done.rowCount() < FORGOTTEN_AT_ONCE ? INTERVAL : Duration.ZERO);
  }

  private static Optional<Feedback> feedback(DeadLetter letter) {
    return Optional.ofNullable(letter.feedback());
  }
}
