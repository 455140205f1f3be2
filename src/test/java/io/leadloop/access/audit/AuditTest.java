package io.leadloop.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.CommitCursor;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.QueryPlan;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The order of the audit on the real database. */
@GatewayTest
class AuditTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RECORD =
      """
      insert into audit_entry (transaction, actor, action, subject)
      values ($1::text::xid8, 'a test', 'test', $2)
      """;

  @Inject Audit audit;
  @Inject Pool pool;

  @Test
  void entriesAreInNumericTransactionOrder() {
    String run = UUID.randomUUID().toString();
    for (String transaction : List.of("100", "99", "9")) {
      pool.preparedQuery(RECORD)
          .execute(Tuple.of(transaction, run + "/" + transaction))
          .await()
          .atMost(PATIENCE);
    }
    assertThat(after(CommitCursor.START))
        .filteredOn(entry -> entry.subject().startsWith(run))
        .extracting(AuditEntry::subject)
        .containsExactly(run + "/9", run + "/99", run + "/100");
    assertThat(after(new CommitCursor(99, Long.MAX_VALUE)))
        .filteredOn(entry -> entry.subject().startsWith(run))
        .extracting(AuditEntry::subject)
        .containsExactly(run + "/100");
  }

  @Test
  void pageIsReadInIndexOrder() {
    assertThat(QueryPlan.of(pool, Audit.AFTER)).containsPattern("audit_entry_\\d{4}_\\d{2}_pkey");
    assertThat(QueryPlan.of(pool, Audit.AFTER)).doesNotContain("Sort  (");
  }

  private List<AuditEntry> after(CommitCursor cursor) {
    return audit.after(cursor, 500).await().atMost(PATIENCE);
  }
}
