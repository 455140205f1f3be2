package io.leadloop.retention;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
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
 * Erases a lead's personal data: its document, Oplead's answers and callbacks, its files, all texts
 * in its events, and what endpoints answered to these. Ids, times, states and codes remain. Queued
 * leads are withdrawn first: they expire, and their provider is informed.
 */
@ApplicationScoped
public class Erasure {
  private static final String WITHDRAWN = "it was withdrawn";
  private static final String HELD_TOO_LONG = "it was on hold for as long as a lead is kept";
  private static final String UNCERTAIN_TOO_LONG = "it was uncertain for as long as a lead is kept";
  private static final String[] WAITING = {"queued", "uncertain", "held"};
  private static final String[] HELD = {"held"};
  private static final String[] UNCERTAIN = {"uncertain"};
  private static final String[] REASONS = {WITHDRAWN, HELD_TOO_LONG, UNCERTAIN_TOO_LONG};

  private static final String WITHDRAW = "select withdraw_leads($1, $2, $3) as id";

  /** A lead in flight keeps its document until it has an outcome. */
  private static final String ERASE = "select erase_documents($1) as id";

  /** The reason of a withdrawal, published in the same transaction, is not personal. */
  private static final String ERASE_REST =
      "select erase_errors($1, $2), erase_feedback($1), erase_updates($1), forget_overdue($1),"
          + " erase_push_answers($1)";

  private final Pool pool;
  private final Outbox outbox;
  private final Clock clock;
  private final Counter erased;

  Erasure(Pool pool, Outbox outbox, Clock clock, MeterRegistry metrics) {
    this.pool = pool;
    this.outbox = outbox;
    this.clock = clock;
    this.erased =
        Counter.builder("leadloop.leads.erased")
            .description("Leads whose personal data was erased")
            .register(metrics);
  }

  /**
   * Withdraws the lead if it is queued, and erases it; idempotent. Fails with {@code
   * lead-in-flight} while it is being sent.
   */
  public Uni<Void> erase(LeadId lead) {
    return pool.withTransaction(tx -> erase(tx, lead));
  }

  /** Erases the lead in the caller's transaction. */
  public Uni<Void> erase(SqlClient tx, LeadId lead) {
    return withdraw(tx, List.of(lead.value()), WITHDRAWN, WAITING)
        .chain(() -> eraseEnded(tx, List.of(lead.value())))
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

  /**
   * Erases the leads that need no further work, including held and uncertain ones; returns how
   * many.
   */
  Uni<Integer> erase(SqlClient tx, List<UUID> leads) {
    return withdraw(tx, leads, HELD_TOO_LONG, HELD)
        .chain(() -> withdraw(tx, leads, UNCERTAIN_TOO_LONG, UNCERTAIN))
        .chain(() -> eraseEnded(tx, leads));
  }

  private Uni<Integer> eraseEnded(SqlClient tx, List<UUID> leads) {
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
        : tx.preparedQuery(ERASE_REST)
            .execute(Batch.of(leads).uuids(id -> id).value(REASONS).tuple())
            .replaceWithVoid();
  }

  private Uni<Void> withdraw(SqlClient tx, List<UUID> leads, String reason, String[] states) {
    return tx.preparedQuery(WITHDRAW)
        .execute(Batch.of(leads).uuids(id -> id).value(states).value(reason).tuple())
        .map(rows -> Batch.list(rows, row -> expired(row.getUUID("id"), reason)))
        .chain(
            feedback ->
                feedback.isEmpty() ? Uni.createFrom().voidItem() : outbox.append(tx, feedback));
  }

  private Feedback expired(UUID lead, String reason) {
    return new Feedback.Expired(Feedback.nextId(), new LeadId(lead), clock.instant(), reason);
  }

  private static Uni<Boolean> isErased(SqlClient tx, LeadId lead) {
    return tx.preparedQuery("select erased_at is not null as erased from lead_view where id = $1")
        .execute(Tuple.of(lead.value()))
        .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean("erased"));
  }
}
