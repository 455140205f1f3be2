package io.leadloop.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lane.status.Lanes;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.QueryPlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads whose retention has ended, on the real database, with their last change set back. */
@GatewayTest
class RetentionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration KEPT = Duration.ofDays(30);

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject Pool pool;
  @Inject Erasure erasure;
  @Inject MeterRegistry metrics;
  @Inject Lanes lanes;

  private Onboarding.Pair pair;
  private Retention retention;

  @BeforeEach
  void prepare() {
    pair = onboarding.providerWithCustomer();
    // An attempt would set the lead's last change to its end.
    lanes.pause(pair.customer().id()).await().atMost(PATIENCE);
    retention = new Retention(pool, erasure, new Settings(), Clock.offset(Clock.systemUTC(), KEPT));
  }

  @Test
  void personalDataIsErasedAfterTheRetentionAndTheRestRemains() {
    UUID lead = calledBack("old");
    assertThat(isThere(lead, "document", "last_answer", "status_code")).isTrue();
    assertThat(bodies(lead)).isEqualTo(1);
    assertThat(labelsInEvents(lead)).isEqualTo(1);
    age(lead);
    double before = metrics.counter("leadloop.leads.erased").count();
    walk();

    for (String column : List.of("document", "last_answer", "last_error", "status_label")) {
      assertThat(isThere(lead, column)).as(column).isFalse();
    }
    assertThat(labelsInEvents(lead)).isZero();
    assertThat(bodies(lead)).isZero();
    assertThat(isThere(lead, "erased_at", "reference", "state", "status_code", "created_at"))
        .isTrue();
    assertThat(metrics.counter("leadloop.leads.erased").count()).isEqualTo(before + 1);
    walk();
    assertThat(metrics.counter("leadloop.leads.erased").count()).isEqualTo(before + 1);
  }

  @Test
  void feedbackThatWasSetAsideIsErasedWithItsLead() {
    UUID lead = calledBack("set aside");
    run(
        """
        insert into outbox_set_aside (position, feedback_id, lead_id, payload, reason, created_at)
        select -1, id, id, document, 'too long', now() from lead where id = $1
        """,
        lead);
    age(lead);
    walk();
    assertThat(count("select count(*) as n from outbox_set_aside where lead_id = $1", lead))
        .isZero();
  }

  @Test
  void answersOfEndpointsAreErasedWithTheirLead() {
    UUID lead = calledBack("pushed");
    run(
        """
        insert into push_delivery (id, endpoint_id, event_id, lead_id, sequence, type, state, attempt,
          round, status, duration_millis, answer)
        values (uuidv7(), gen_random_uuid(), gen_random_uuid(), $1, 1, 'status-changed', 'failed', 1,
          1, 422, 5, 'Mme Dupont is known already')
        """,
        lead);
    age(lead);
    walk();
    assertThat(
            count(
                "select count(*) as n from push_delivery where lead_id = $1 and answer is null",
                lead))
        .isEqualTo(1);
  }

  @Test
  void aCallbackThatRepeatsTheLastOneIsNoNewsAfterTheErasure() {
    CalledBackLead lead = CalledBackLead.submit(pair, "repeated", tokens);
    String body = "{\"status\":\"Gagné\",\"contact\":\"Mme Dupont\"}";
    lead.callBack(body);
    await().atMost(PATIENCE).until(() -> "won".equals(lead.statusCode()));
    UUID id = UUID.fromString(lead.id());
    long before = events(id, "");
    age(id);
    walk();
    lead.callBack(body);
    lead.callBack("{\"status\":\"Perdu\"}");
    await().atMost(PATIENCE).until(() -> "lost".equals(lead.statusCode()));
    assertThat(events(id, "")).isEqualTo(before + 1);
  }

  @Test
  void anErasedLeadsFeedbackIsNotAwaitedAnyMore() {
    UUID lead = calledBack("silent");
    run(
        """
        insert into awaited_feedback (lead_id, customer_id, silent_until, poll_at)
        select id, customer_id, null, now() + interval '1 hour' from lead where id = $1
        """,
        lead);
    age(lead);
    walk();
    assertThat(count("select count(*) as n from awaited_feedback where lead_id = $1", lead))
        .isZero();
  }

  @Test
  void aQueuedOrRecentLeadIsKeptUntilItsRetentionEnds() {
    UUID changedLately = calledBack("changed lately");
    lanes.resume(pair.customer().id()).await().atMost(PATIENCE);
    UUID waiting = submitted("waiting");
    awaitThat("attempts > 0 and state = 'queued'", waiting);
    age(waiting);
    walk();
    assertThat(isThere(waiting, "document")).isTrue();
    assertThat(isThere(changedLately, "document", "last_answer")).isTrue();
    assertThat(bodies(changedLately)).isEqualTo(1);

    age(changedLately);
    walk();
    assertThat(isThere(changedLately, "document")).isFalse();
  }

  @Test
  void aLeadThatIsOnHoldExpiresAndIsErased() {
    UUID lead = held("held");
    age(lead);
    walk();

    assertThat(isThere(lead, "document")).isFalse();
    assertThat(isThere(lead, "erased_at", "last_error")).isTrue();
    pair.asProvider()
        .get("/v1/leads/" + lead)
        .then()
        .body("state", is("expired"))
        .body("erased_at", notNullValue())
        .body("last_error", is("it was on hold for as long as a lead is kept"));
    await().atMost(PATIENCE).until(() -> events(lead, "\"state\":\"expired\"") == 1);
  }

  /** It expires no sooner, since it may have been forwarded. */
  @Test
  void aLeadThatStaysUncertainExpiresAndIsErased() {
    UUID lead = held("lost");
    becomeUncertain(lead);
    age(lead);
    walk();

    assertThat(isThere(lead, "document")).isFalse();
    assertThat(isThere(lead, "erased_at", "last_error")).isTrue();
    await().atMost(PATIENCE).until(() -> events(lead, "\"state\":\"expired\"") == 1);
  }

  @Test
  void twoReplicasThatWalkAtOnceEraseEachLeadOnce() {
    UUID lead = calledBack("old");
    age(lead);
    double before = metrics.counter("leadloop.leads.erased").count();
    Retention other =
        new Retention(pool, erasure, new Settings(), Clock.offset(Clock.systemUTC(), KEPT));
    retention.round().onItem().ignore().andContinueWithNull().subscribe().with(done -> {});
    other.round().await().atMost(PATIENCE);
    await().atMost(PATIENCE).until(() -> !isThere(lead, "document"));
    assertThat(metrics.counter("leadloop.leads.erased").count()).isEqualTo(before + 1);
  }

  @Test
  void aWalkReadsByIndexHoweverManyLeadsThereAre() {
    assertThat(QueryPlan.of(pool, Retention.NEXT)).contains("lead_pkey").doesNotContain("Seq Scan");
    assertThat(plans("erase_documents"))
        .contains("lead_progress_pkey", "lead_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plans("erase_errors"))
        .contains("lead_progress_pkey", "failed_attempt_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plans("erase_feedback"))
        .containsPattern("feedback_\\d{4}_\\d{2}_lead_id_id_idx")
        .containsPattern("lead_event_\\d{4}_\\d{2}_pkey")
        .contains("lead_progress_pkey")
        .doesNotContain("Seq Scan");
  }

  /** Returns the plans of the function's statements. */
  private String plans(String function) {
    String body =
        pool.preparedQuery("select prosrc from pg_proc where proname = $1")
            .execute(Tuple.of(function))
            .await()
            .atMost(PATIENCE)
            .iterator()
            .next()
            .getString("prosrc");
    return Arrays.stream(body.split(";"))
        .filter(statement -> !statement.isBlank())
        .map(statement -> QueryPlan.of(pool, statement))
        .collect(Collectors.joining("\n"));
  }

  private UUID calledBack(String reference) {
    CalledBackLead lead = CalledBackLead.submit(pair, reference, tokens);
    lead.callBack("{\"status\":\"Gagné\",\"contact\":\"Mme Dupont\"}");
    await().atMost(PATIENCE).until(() -> "won".equals(lead.statusCode()));
    UUID id = UUID.fromString(lead.id());
    run(
        "update lead_progress set last_answer = '\\x01', last_error = 'HTTP 422' where lead_id = $1",
        id);
    return id;
  }

  /**
   * Submits a lead and waits until the gateway holds it, since its lane is paused, and has
   * published that, which is its last change.
   */
  private UUID held(String reference) {
    UUID lead = submitted(reference);
    await().atMost(PATIENCE).until(() -> events(lead, "\"state\":\"held\"") == 1);
    return lead;
  }

  private UUID submitted(String reference) {
    return UUID.fromString(CalledBackLead.submit(pair, reference, tokens).id());
  }

  private void awaitThat(String condition, UUID lead) {
    String sql = "select count(*) as n from lead_view where id = $1 and " + condition;
    await().atMost(PATIENCE).until(() -> count(sql, lead) == 1);
  }

  /** As a lead is that waits for a callback or an administrator. */
  private void becomeUncertain(UUID lead) {
    run("delete from lead_queue where lead_id = $1", lead);
    run(
        "update lead_progress set state = 'uncertain', due_at = 'infinity', last_error = 'HTTP 502'"
            + " where lead_id = $1",
        lead);
    run("select queue_again(array[$1::uuid])", lead);
  }

  /** Sets its last change back beyond the retention. */
  private void age(UUID lead) {
    run("select lock_progress(array[$1::uuid])", lead);
    run(
        "update lead_progress set updated_at = now() - interval '31 days' where lead_id = $1",
        lead);
  }

  private void walk() {
    Duration pause = Duration.ZERO;
    while (pause.isZero()) {
      pause = retention.round().await().atMost(PATIENCE);
    }
  }

  private boolean isThere(UUID lead, String... columns) {
    String all = String.join(" is not null and ", columns) + " is not null";
    return pool.preparedQuery("select " + all + " as there from lead_view where id = $1")
        .execute(Tuple.of(lead))
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getBoolean("there");
  }

  private long bodies(UUID lead) {
    return count(
        "select count(*) as n from feedback where lead_id = $1 and body is not null", lead);
  }

  private long count(String sql, UUID lead) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(lead))
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getLong("n");
  }

  private long labelsInEvents(UUID lead) {
    return events(lead, "\"label\": *\"");
  }

  private long events(UUID lead, String pattern) {
    return pool.preparedQuery(
            "select count(*) as n from lead_event where lead_id = $1 and data ~ $2")
        .execute(Tuple.of(lead, pattern))
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getLong("n");
  }

  private void run(String sql, UUID lead) {
    pool.preparedQuery(sql).execute(Tuple.of(lead)).await().atMost(PATIENCE);
  }

  /** The clock is ahead by the retention, so every lead is old enough. */
  private static final class Settings implements RetentionConfig {
    @Override
    public Duration eraseAfter() {
      return KEPT;
    }

    @Override
    public Optional<Duration> history() {
      return Optional.empty();
    }

    @Override
    public Duration interval() {
      return Duration.ofHours(1);
    }
  }
}
