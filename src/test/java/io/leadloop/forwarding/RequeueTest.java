package io.leadloop.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.lane.status.Lanes;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Sql;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lead that an administrator sends again while a replica claims it. */
@GatewayTest
class RequeueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final URI NOWHERE = URI.create("http://localhost:1/v1");
  private static final String CLAIM =
      "select id from claim_leads(array[?], array[1], 1, '60 s', '60 s', false)";
  private static final List<String> MADE_UNCERTAIN =
      List.of(
          "delete from lead_queue where lead_id = ?",
          "update lead_progress set state = 'uncertain', due_at = now(), retry = true,"
              + " attempts = 1 where lead_id = ?",
          "select queue_again(array[?])");

  @Inject LaneTester tester;
  @Inject LeadRequeue requeue;
  @Inject Lanes lanes;
  @Inject Pool pool;

  private LaneTester.Lane lane;
  private UUID lead;

  /** In a stopped lane, so that nothing else claims it. */
  @BeforeEach
  void submitUncertainLead() throws SQLException {
    lane = tester.open(new OpleadAccess(Optional.of(NOWHERE), UUID.randomUUID().toString()), 100);
    lanes.pause(lane.customer().id()).await().atMost(PATIENCE);
    lead = UUID.fromString(lane.submit("Dupont"));
    lane.awaitState(lead.toString(), "held");
    try (Connection connection = Sql.connectAsOwner()) {
      connection.setAutoCommit(false);
      for (String step : MADE_UNCERTAIN) {
        Sql.prepare(connection, step, lead).execute();
      }
      connection.commit();
    }
  }

  /**
   * Regression: it was queued a second time, and no lane sent anything until its call had ended.
   */
  @Test
  void aLeadThatIsBeingClaimedIsLeftToItsClaim() throws Exception {
    try (Connection claim = Sql.connectAsOwner()) {
      claim.setAutoCommit(false);
      UUID customer = lane.customer().id().value();
      assertThat(Sql.prepare(claim, CLAIM, customer).executeQuery().next()).isTrue();
      CompletableFuture<Boolean> retried = retry();
      await().atMost(PATIENCE).until(() -> blockedRetries() > 0);
      claim.commit();
      assertThat(retried.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isFalse();
    }
    assertThat(queued()).isZero();
  }

  @Test
  void aLeadThatIsNotClaimedIsQueuedOnce() throws Exception {
    assertThat(retry().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(queued()).isEqualTo(1);
  }

  private CompletableFuture<Boolean> retry() {
    return pool.withTransaction(tx -> requeue.retry(tx, new LeadId(lead)))
        .subscribeAsCompletionStage();
  }

  private long blockedRetries() {
    return count(
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
            + " and query like '%requeue_lead(%' and $1::uuid is not null",
        lead);
  }

  private long queued() {
    return count("select count(*) from lead_queue where lead_id = $1", lead);
  }

  private long count(String sql, UUID parameter) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(parameter))
        .map(rows -> rows.iterator().next().getLong(0))
        .await()
        .atMost(PATIENCE);
  }
}
