package io.leadloop.admin.provider;

import io.leadloop.lead.LeadId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Predicate;

/** Polls a lead until it satisfies a condition. */
@Singleton
class LeadWatch {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final String LOOK =
      "select state, last_error, oplead_id, status_label from lead_view where id = $1";

  private final Pool pool;

  LeadWatch(Pool pool) {
    this.pool = pool;
  }

  /** The lead when it first satisfies the condition. */
  Uni<Seen> until(LeadId lead, Predicate<Seen> condition) {
    return look(lead)
        .repeat()
        .withDelay(POLL_INTERVAL)
        .whilst(seen -> !condition.test(seen))
        .collect()
        .last();
  }

  /** The lead's current state. */
  Uni<Seen> look(LeadId lead) {
    return pool.preparedQuery(LOOK).execute(Tuple.of(lead.value())).map(LeadWatch::seen);
  }

  private static Seen seen(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    return new Seen(
        row.getString("state"),
        row.getString("last_error"),
        row.getString("oplead_id"),
        row.getString("status_label"));
  }

  /**
   * A snapshot of a lead.
   *
   * @param state the state as in the API
   * @param lastError null without a failure
   * @param opleadId null while unknown
   * @param status the label of its last status, or null
   */
  record Seen(String state, String lastError, String opleadId, String status) {
    boolean isForwarded() {
      return state.equals("forwarded");
    }

    /** Whether it stays in this state until an operator intervenes. */
    boolean isOver() {
      return state.equals("rejected") || state.equals("expired") || state.equals("held");
    }

    @Override
    public String toString() {
      return "the lead is " + state + (lastError == null ? "" : ": " + lastError);
    }
  }
}
