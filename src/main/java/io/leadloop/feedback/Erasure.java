package io.leadloop.feedback;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Destroys what a lead says of a person: its document, what Oplead answered and called back, the
 * files that were given for it. What remains is ids, times and states. Leads that wait are
 * withdrawn first: they expire, and their provider is told.
 */
@ApplicationScoped
public class Erasure {
  private static final String WITHDRAWN = "it was withdrawn";
  private static final String WITHDRAW =
      """
      with withdrawn as (
        update lead set state = 'expired', next_attempt_at = null, updated_at = now(),
          last_error = $2
        where id = $1 and state in ('queued', 'uncertain', 'held')
        returning id, customer_id, claims
      ), departed as (
        update lane l set departures = departures + 1
        from withdrawn w where l.customer_id = w.customer_id and w.claims = 0
      )
      select id from withdrawn
      """;

  /** A lead that is being sent keeps its document until there is an outcome. */
  static final String ERASE =
      """
      update lead set document = null, last_answer = null, erased_at = now()
      where id = any($1) and erased_at is null and state in ('forwarded', 'rejected', 'expired')
      returning id
      """;

  /**
   * A statement of its own, which sees what was committed while the one before waited for a lead
   * that the projection held: the body of its callback would stay for ever. Of all feedback only
   * callbacks have one, and only they are found by their lead.
   */
  static final String ERASE_BODIES =
      """
      update feedback set body = null
      where lead_id = any($1) and kind = 'callback' and body is not null
      """;

  /** What was given for the leads, too: its sender finds it gone, and it counts as refused. */
  static final String ERASE_DOCUMENTS =
      """
      with erased as (
        update lead_update set file_name = null, expires_at = least(expires_at, now())
        where lead_id = any($1) and kind = 'document' returning id
      )
      delete from document_piece where document_id in (select id from erased)
      """;

  private final Pool pool;
  private final Outbox outbox;
  private final Clock clock;
  private final Counter erased;

  Erasure(Pool pool, Outbox outbox, Clock clock, MeterRegistry metrics) {
    this.pool = pool;
    this.outbox = outbox;
    this.clock = clock;
    this.erased = metrics.counter("leadloop.leads.erased");
  }

  /**
   * Withdraws the lead where it waits, and erases it; nothing more where it is erased already.
   * Fails with {@code lead-in-flight} while it is being sent.
   */
  public Uni<Void> erase(LeadId lead) {
    return pool.withTransaction(tx -> erase(tx, lead));
  }

  /** The same in the caller's transaction. */
  public Uni<Void> erase(SqlClient tx, LeadId lead) {
    return withdraw(tx, lead)
        .chain(() -> erase(tx, List.of(lead.value())))
        .chain(gone -> gone > 0 ? Uni.createFrom().item(true) : isErased(tx, lead))
        .invoke(Erasure::requireErased)
        .replaceWithVoid();
  }

  private static void requireErased(boolean erased) {
    if (!erased) {
      throw new ProblemException(
          ErrorCode.LEAD_IN_FLIGHT, "The lead is being sent at this moment.");
    }
  }

  /** Erases those of the leads that nothing is to be done with any more; how many. */
  Uni<Integer> erase(SqlClient tx, List<UUID> leads) {
    return tx.preparedQuery(ERASE)
        .execute(Batch.of(leads).uuids(id -> id).tuple())
        .map(rows -> Batch.list(rows, row -> row.getUUID("id")))
        .call(gone -> eraseRest(tx, gone))
        .map(List::size)
        .invoke(count -> erased.increment(count));
  }

  private static Uni<Void> eraseRest(SqlClient tx, List<UUID> leads) {
    return leads.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(ERASE_BODIES)
            .execute(Batch.of(leads).uuids(id -> id).tuple())
            .chain(
                () ->
                    tx.preparedQuery(ERASE_DOCUMENTS)
                        .execute(Batch.of(leads).uuids(id -> id).tuple()))
            .replaceWithVoid();
  }

  private Uni<Void> withdraw(SqlClient tx, LeadId lead) {
    return tx.preparedQuery(WITHDRAW)
        .execute(Tuple.of(lead.value(), WITHDRAWN))
        .chain(
            rows ->
                rows.size() == 0
                    ? Uni.createFrom().voidItem()
                    : outbox.append(tx, List.of(expired(lead))));
  }

  private Feedback expired(LeadId lead) {
    return new Feedback.Expired(Feedback.nextId(), lead, clock.instant(), WITHDRAWN);
  }

  private static Uni<Boolean> isErased(SqlClient tx, LeadId lead) {
    return tx.preparedQuery("select erased_at is not null as erased from lead where id = $1")
        .execute(Tuple.of(lead.value()))
        .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean("erased"));
  }
}
