package io.leadloop.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.store.IdTimes;
import io.leadloop.tally.Tallies;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Sql;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Months of history on the real database: opened ahead, dropped when they are old. */
@GatewayTest
class HistoryMonthsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration KEPT = Duration.ofDays(400);
  private static final List<String> TABLES = List.of("audit_entry", "feedback", "lead_event");
  private static final YearMonth OLD = YearMonth.now(ZoneOffset.UTC).minusMonths(20);
  private static final Instant IN_OLD = OLD.atDay(15).atStartOfDay(ZoneOffset.UTC).toInstant();
  private static final YearMonth LAST_AHEAD = YearMonth.now(ZoneOffset.UTC).plusMonths(3);

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject Erasure erasure;
  @Inject Tallies tallies;
  @Inject Pool pool;

  private Connection owner;
  private HistoryMonths months;

  @BeforeEach
  void openAnOldMonth() throws SQLException {
    owner = Sql.connectAsOwner();
    months = new HistoryMonths(pool, tallies, new Settings(Optional.of(KEPT)));
    // The application's own first round has ended when the lock is free.
    execute("select pg_advisory_xact_lock(hashtext('leadloop.history'))");
    for (String table : TABLES) {
      openAsOwner(table, OLD);
    }
  }

  @AfterEach
  void disconnect() throws SQLException {
    owner.close();
  }

  @Test
  void aMonthIsDroppedAndALeadsLaterHistoryAndReferenceRemain() throws SQLException {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    CalledBackLead lead = calledBack(pair, "old");
    moveToOldMonth(lead, "sequence = 1");
    String next = get(pair, "/v1/events?limit=1").getString("next");
    assertThat(sequences(pair, lead)).containsExactly(1, 2);
    run(months);

    assertThat(partitions()).doesNotContainAnyElementsOf(names(OLD));
    assertThat(sequences(pair, lead)).containsExactly(2);
    assertThat(feed(pair, "")).containsExactly(2);
    // A cursor in a month that is gone continues with the oldest event there is.
    assertThat(feed(pair, "?after=" + next)).containsExactly(2);
    assertThat(get(pair, "/v1/leads/" + lead.id()).getString("status.code")).isEqualTo("won");
    assertThat(submit(pair, "old", "Dupont").statusCode()).isEqualTo(200);
    assertThat(submit(pair, "old", "Dupont").header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(submit(pair, "old", "Martin").statusCode()).isEqualTo(409);
  }

  @Test
  void aLeadWhoseHistoryIsGoneIsCalledBackAndErasedAsBefore() throws SQLException {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    CalledBackLead lead = calledBack(pair, "forgotten");
    moveToOldMonth(lead, "true");
    run(months);
    assertThat(sequences(pair, lead)).isEmpty();

    lead.callBack("{\"status\":\"Perdu\"}");
    await().atMost(PATIENCE).until(() -> "lost".equals(lead.statusCode()));
    assertThat(sequences(pair, lead)).containsExactly(3);
    erasure.erase(new LeadId(UUID.fromString(lead.id()))).await().atMost(PATIENCE);
    assertThat(get(pair, "/v1/leads/" + lead.id()).getString("erased_at")).isNotNull();
  }

  @Test
  void theAuditLosesAWholeMonthAndNothingElse() throws SQLException {
    String subject = UUID.randomUUID().toString();
    String entry =
        "insert into audit_entry (actor, action, subject, time) values ('a', 'b', $1, $2)";
    for (Instant time : List.of(IN_OLD, Instant.now())) {
      pool.preparedQuery(entry)
          .execute(Tuple.of(subject, time.atOffset(ZoneOffset.UTC)))
          .await()
          .atMost(PATIENCE);
    }
    String count = "select count(*)::text from audit_entry where subject = '" + subject + "'";
    assertThat(texts(count)).containsExactly("2");
    for (String table : List.of("audit_entry", name("audit_entry", OLD))) {
      for (String change : List.of("delete from ", "truncate ")) {
        execute("grant delete, truncate on " + table + " to current_user");
        assertThatThrownBy(() -> execute(change + table)).hasMessageContaining("append-only");
        execute("revoke delete, truncate on " + table + " from current_user");
      }
    }
    run(months);
    assertThat(texts(count)).containsExactly("1");
  }

  @Test
  void deliveriesAreDroppedEvenWhereHistoryIsKeptForEver() throws SQLException {
    YearMonth before = YearMonth.now(ZoneOffset.UTC).minusMonths(3);
    openAsOwner("push_delivery", before);
    assertThat(partitions()).contains(name("push_delivery", before));
    run(new HistoryMonths(pool, tallies, new Settings(Optional.empty())));
    assertThat(partitions())
        .containsAll(names(OLD))
        .doesNotContain(name("push_delivery", before))
        .contains(name("push_delivery", LAST_AHEAD));
  }

  @Test
  void nothingIsDroppedWhereHistoryIsKeptForEver() throws SQLException {
    run(new HistoryMonths(pool, tallies, new Settings(Optional.empty())));
    assertThat(partitions()).containsAll(names(OLD));
    run(new HistoryMonths(pool, tallies, new Settings(Optional.of(KEPT.multipliedBy(2)))));
    assertThat(partitions()).containsAll(names(OLD));
  }

  @Test
  void twoReplicasAtOnceDropAndOpenEachMonthOnce() throws SQLException {
    for (String table : TABLES) {
      execute("drop table " + name(table, LAST_AHEAD));
    }
    HistoryMonths other = new HistoryMonths(pool, tallies, new Settings(Optional.of(KEPT)));
    Uni.join().all(patiently(months), patiently(other)).andFailFast().await().atMost(PATIENCE);
    // The one that found the other at work left the rest to it.
    run(months);
    assertThat(partitions()).doesNotContainAnyElementsOf(names(OLD)).containsAll(names(LAST_AHEAD));
  }

  @Test
  void aMonthThatIsInUseIsDroppedAfterwards() throws SQLException {
    owner.setAutoCommit(false);
    execute("select 1 from lead_event limit 1");
    assertThatThrownBy(() -> months.round().await().atMost(PATIENCE))
        .hasMessageContaining("lock timeout");
    owner.rollback();
    owner.setAutoCommit(true);
    run(months);
    assertThat(partitions()).doesNotContainAnyElementsOf(names(OLD));
  }

  @Test
  void monthsAreOpenedAheadWithTheirOwnSettings() throws SQLException {
    for (String table : TABLES) {
      execute("drop table " + name(table, LAST_AHEAD));
    }
    run(months);
    for (YearMonth month = YearMonth.now(ZoneOffset.UTC);
        !month.isAfter(LAST_AHEAD);
        month = month.plusMonths(1)) {
      assertThat(partitions()).containsAll(names(month));
    }
    assertThat(
            texts(
                "select relname from pg_class where relname ~ '_\\d{4}_\\d{2}$' and not"
                    + " coalesce('autovacuum_freeze_min_age=0' = any(reloptions), false)"))
        .isEmpty();
  }

  /** As after a long stop, when the current month is missing. */
  @Test
  void rowsThatCameBeforeTheirMonthMoveIntoIt() throws SQLException {
    for (String table : TABLES) {
      execute("drop table " + name(table, LAST_AHEAD));
    }
    Instant early = LAST_AHEAD.atDay(9).atStartOfDay(ZoneOffset.UTC).toInstant();
    UUID ahead = insertFeedback(IdTimes.first(early));
    UUID random = insertFeedback(UUID.randomUUID());
    String subject = UUID.randomUUID().toString();
    execute(
        "insert into audit_entry (actor, action, subject, time) values ('a', 'b', '%s', '%s')"
            .formatted(subject, early));
    assertThat(partitionOf(ahead)).isEqualTo("feedback_default");
    run(months);

    assertThat(partitionOf(ahead)).isEqualTo(name("feedback", LAST_AHEAD));
    assertThat(partitionOf(random)).isEqualTo("feedback_default");
    assertThat(
            texts(
                "select tableoid::regclass::text from audit_entry where subject = '%s'"
                    .formatted(subject)))
        .containsExactly(name("audit_entry", LAST_AHEAD));
    assertThatThrownBy(
            () -> {
              execute("grant delete on audit_entry_default to current_user");
              execute("delete from audit_entry_default");
            })
        .hasMessageContaining("append-only");
    execute("delete from feedback where id in ('%s', '%s')".formatted(ahead, random));
  }

  private CalledBackLead calledBack(Onboarding.Pair pair, String reference) {
    CalledBackLead lead = CalledBackLead.submit(pair, reference, tokens);
    lead.callBack("{\"status\":\"Gagné\"}");
    await().atMost(PATIENCE).until(() -> "won".equals(lead.statusCode()));
    return lead;
  }

  /** Sets the lead and those of its events back into the old month. */
  private void moveToOldMonth(CalledBackLead lead, String events) throws SQLException {
    String old = IdTimes.first(IN_OLD).toString().substring(0, 15);
    for (String change :
        List.of(
            "update lead_event set id = ('%s' || substr(id::text, 16))::uuid"
                + " where lead_id = '%s' and "
                + events,
            "update feedback set id = ('%s' || substr(id::text, 16))::uuid where lead_id = '%s'")) {
      execute(change.formatted(old, lead.id()));
    }
    execute("update lead set created_at = '%s' where id = '%s'".formatted(IN_OLD, lead.id()));
  }

  private static List<Integer> sequences(Onboarding.Pair pair, CalledBackLead lead) {
    return get(pair, "/v1/leads/" + lead.id() + "/events").getList("items.data.sequence");
  }

  private static List<Integer> feed(Onboarding.Pair pair, String query) {
    return get(pair, "/v1/events" + query).getList("items.data.sequence");
  }

  private static JsonPath get(Onboarding.Pair pair, String path) {
    return pair.asProvider().get(path).then().statusCode(200).extract().jsonPath();
  }

  private static Response submit(Onboarding.Pair pair, String reference, String name) {
    return pair.asProvider()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "customer",
                pair.customer().slug(),
                "reference",
                reference,
                "lead",
                Map.of("lastname", name, "phone", "0601020304")))
        .post("/v1/leads");
  }

  private UUID insertFeedback(UUID id) throws SQLException {
    execute(
        ("insert into feedback (id, lead_id, kind, log_partition, log_offset, received_at)"
                + " values ('%s', '%s', 'callback', 0, 0, now())")
            .formatted(id, UUID.randomUUID()));
    return id;
  }

  private String partitionOf(UUID feedback) throws SQLException {
    return texts("select tableoid::regclass::text from feedback where id = '" + feedback + "'")
        .get(0);
  }

  /** A round waits half a second for a lock, and others use the tables as well. */
  private static Uni<Duration> patiently(HistoryMonths months) {
    return Uni.createFrom().deferred(months::round).onFailure().retry().atMost(50);
  }

  private static void run(HistoryMonths months) {
    patiently(months).await().atMost(PATIENCE);
  }

  private void openAsOwner(String table, YearMonth month) throws SQLException {
    if (!partitions().contains(name(table, month))) {
      execute("select open_month('%s', '%s')".formatted(table, month.atDay(1)));
    }
  }

  private List<String> partitions() throws SQLException {
    return texts(
        "select inhrelid::regclass::text from pg_inherits"
            + " where inhparent = any(history_tables()::regclass[])");
  }

  private static List<String> names(YearMonth month) {
    return TABLES.stream().map(table -> name(table, month)).toList();
  }

  private static String name(String table, YearMonth month) {
    return table + month.format(DateTimeFormatter.ofPattern("_yyyy_MM"));
  }

  private List<String> texts(String query) throws SQLException {
    try (PreparedStatement statement = owner.prepareStatement(query);
        ResultSet found = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (found.next()) {
        texts.add(found.getString(1));
      }
      return texts;
    }
  }

  private void execute(String sql) throws SQLException {
    try (PreparedStatement statement = owner.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private record Settings(Optional<Duration> history) implements RetentionConfig {
    @Override
    public Duration eraseAfter() {
      return Duration.ofDays(90);
    }

    @Override
    public Duration interval() {
      return Duration.ofHours(1);
    }
  }
}
