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

/** Looks at a lead again and again until something has become of it. */
@Singleton
class LeadWatch {
  private static final Duration AGAIN_AFTER = Duration.ofMillis(100);
  private static final String LOOK =
      "select state, last_error, oplead_id, status_label from lead where id = $1";

  private final Pool pool;

  LeadWatch(Pool pool) {
    this.pool = pool;
  }

  /** The lead as it is when it first satisfies the condition. */
  Uni<Seen> until(LeadId lead, Predicate<Seen> condition) {
    return look(lead)
        .repeat()
        .withDelay(AGAIN_AFTER)
        .whilst(seen -> !condition.test(seen))
        .collect()
        .last();
  }

  /** The lead as it is now. */
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
   * A lead at one moment.
   *
   * @param state as the API names it
   * @param lastError null where nothing went wrong
   * @param opleadId null while it is not known
   * @param status the label of its last status, or null
   */
  record Seen(String state, String lastError, String opleadId, String status) {
    boolean isForwarded() {
      return state.equals("forwarded");
    }

    /** Whether it does not move on before somebody does something. */
    boolean isOver() {
      return state.equals("rejected") || state.equals("expired") || state.equals("held");
    }

    @Override
    public String toString() {
      return "the lead is " + state + (lastError == null ? "" : ": " + lastError);
    }
  }
}
