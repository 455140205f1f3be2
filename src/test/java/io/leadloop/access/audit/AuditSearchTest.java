package io.leadloop.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.QueryPlan;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries by actor, action, subject and period, newest first. */
@GatewayTest
class AuditSearchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RECORD =
      """
      insert into audit_entry (time, actor, action, subject)
      select $1::timestamptz + n * interval '1 ms', $2, $3 || n % 2, $4 || n % 3
      from generate_series(1, $5) n
      """;

  @Inject AuditSearch audit;
  @Inject Pool pool;

  private String run;
  private Instant start;

  @BeforeEach
  void record() {
    run = UUID.randomUUID().toString();
    start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(3);
    record(12);
    await().atMost(PATIENCE).until(() -> find(byActor(), 50).items().size() == 12);
  }

  private void record(int entries) {
    pool.preparedQuery(RECORD)
        .execute(
            Tuple.of(
                start.atOffset(ZoneOffset.UTC),
                run + "-actor",
                run + "-action",
                run + "-subject",
                entries))
        .await()
        .atMost(PATIENCE);
  }

  @Test
  void entriesAreFoundByWhatTheyName() {
    assertThat(find(query(run + "-actor", run + "-action1", null), 50).items()).hasSize(6);
    assertThat(find(query(null, run + "-action0", null), 50).items()).hasSize(6);
    assertThat(find(query(null, null, run + "-subject2"), 50).items()).hasSize(4);
    assertThat(find(query(null, run + "-action1", run + "-subject2"), 50).items()).hasSize(2);
    assertThat(find(query("somebody else", null, run + "-subject2"), 50).items()).isEmpty();
    assertThat(find(query(run, null, null), 50))
        .isEqualTo(new AuditEntries(List.of(), Optional.empty()));
  }

  @Test
  void entriesAreFoundByTheirPeriod() {
    AuditQuery period =
        new AuditQuery(
            Optional.of(run + "-actor"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(start.plusMillis(3)),
            Optional.of(start.plusMillis(6)),
            Optional.empty());
    assertThat(find(period, 50).items())
        .extracting(AuditEntry::time)
        .containsExactly(start.plusMillis(5), start.plusMillis(4), start.plusMillis(3));
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    List<AuditEntry> read = new ArrayList<>();
    Optional<AuditPosition> next = Optional.empty();
    do {
      AuditQuery query = next.map(byActor()::startingAfter).orElse(byActor());
      AuditEntries page = find(query, 5);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(5);
      read.addAll(page.items());
      next = page.next();
      assertThat(next.map(position -> AuditPosition.parse(position.toString())))
          .isEqualTo(next.map(Optional::of));
    } while (next.isPresent());
    assertThat(read).isEqualTo(find(byActor(), 50).items()).hasSize(12);
  }

  /** More than a page reads, and the last one alone matches. */
  @Test
  void aPageReadsABoundedNumberOfEntries() {
    record(AuditSearch.SCANNED + 500);
    AuditQuery rare = query(run + "-actor", null, null);
    await()
        .atMost(PATIENCE)
        .until(() -> find(rare, 1).items().get(0).time(), start.plusMillis(2500)::equals);
    pool.preparedQuery(
            "insert into audit_entry (time, actor, action, subject) values ($1, $2, $3, $3)")
        .execute(Tuple.of(start.atOffset(ZoneOffset.UTC), run + "-actor", run + "-rare"))
        .await()
        .atMost(PATIENCE);
    AuditQuery byBoth = query(run + "-actor", run + "-rare", null);
    await()
        .atMost(PATIENCE)
        .until(() -> !find(query(null, null, run + "-rare"), 500).items().isEmpty());
    AuditEntries first = find(byBoth, 50);
    assertThat(first.items()).isEmpty();
    AuditEntries second = find(byBoth.startingAfter(first.next().orElseThrow()), 50);
    assertThat(second.items()).hasSize(1);
    assertThat(second.next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "BY_TIME, time_position_idx",
    "BY_ACTOR, actor_time_position_idx",
    "BY_ACTION, action_time_position_idx",
    "BY_SUBJECT, subject_time_position_idx"
  })
  void eachStatementReadsItsIndexInOrder(String name, String index) {
    String statement =
        switch (name) {
          case "BY_TIME" -> AuditSearch.BY_TIME;
          case "BY_ACTOR" -> AuditSearch.BY_ACTOR;
          case "BY_ACTION" -> AuditSearch.BY_ACTION;
          default -> AuditSearch.BY_SUBJECT;
        };
    assertThat(QueryPlan.of(pool, statement))
        .containsPattern("Index Scan Backward using audit_entry_\\d{4}_\\d{2}_" + index)
        .doesNotContain("Sort  (", "Seq Scan", "Bitmap");
  }

  private AuditQuery byActor() {
    return query(run + "-actor", null, null);
  }

  private static AuditQuery query(String actor, String action, String subject) {
    return new AuditQuery(
        Optional.ofNullable(actor),
        Optional.ofNullable(action),
        Optional.ofNullable(subject),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** As in a request: only a viewer's search masks addresses. */
  private AuditEntries find(AuditQuery query, int limit) {
    ManagedContext request = Arc.container().requestContext();
    request.activate();
    try {
      return audit.find(query, limit).await().atMost(PATIENCE);
    } finally {
      request.terminate();
    }
  }
}
