package io.leadloop.forwarding;

import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** Reads the failed attempts of a lead; there are twenty at most, until the lead is erased. */
@Singleton
public class FailedAttempts {
  /** More than any claim's number. */
  public static final int AFTER_ALL = Integer.MAX_VALUE;

  static final String BEFORE =
      """
      select claim, number, ended_at, outcome, http_status, duration_millis from failed_attempt
      where lead_id = $1 and claim < $2 order by claim desc limit $3
      """;

  private final ReadPool reads;

  FailedAttempts(ReadPool reads) {
    this.reads = reads;
  }

  /**
   * Newest first.
   *
   * @param claim that of the last one that was read, or {@link #AFTER_ALL}
   */
  public Uni<List<FailedAttempt>> before(LeadId lead, int claim, int limit) {
    return reads
        .get()
        .preparedQuery(BEFORE)
        .execute(Tuple.of(lead.value(), claim, limit))
        .map(rows -> Batch.list(rows, FailedAttempt::of));
  }
}
