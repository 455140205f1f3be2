package io.leadloop.lane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.customer.Customers;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.lane.status.LaneStatus;
import io.leadloop.lane.status.Lanes;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.Arrivals;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lanes that are stopped: nothing is lost, nothing is counted, and all of it follows in order. */
@GatewayTest
class LaneHoldTest {
  @Inject LaneTester tester;
  @Inject Lanes lanes;
  @Inject Customers customers;
  @Inject Vertx vertx;
  @Inject MeterRegistry metrics;

  private final String token = UUID.randomUUID().toString();
  private SimulatedOplead oplead;

  @AfterEach
  void close() {
    oplead.close();
  }

  @Test
  void aPausedCustomersLeadsAreHeldAndFollowInOrderWhenItIsResumed() {
    start(token);
    LaneTester.Lane lane = tester.open(new OpleadAccess(Optional.of(oplead.baseUrl()), token), 100);
    await(lanes.pause(lane.customer().id()));
    List<String> ids = IntStream.range(0, 20).mapToObj(i -> lane.submit("lead-" + i)).toList();

    ids.forEach(id -> lane.awaitState(id, "held"));
    assertThat(lane.show(ids.get(0)).getString("last_error")).isEqualTo("the customer is paused");
    assertThat(oplead.ledger().requests()).isEmpty();
    LaneStatus paused = await(lanes.status(lane.customer().id()));
    assertThat(paused.state()).isEqualTo("paused");
    assertThat(paused.stopReason()).contains("the customer is paused");

    await(lanes.resume(lane.customer().id()));
    ids.forEach(id -> lane.awaitState(id, "forwarded"));
    assertThat(ids).allSatisfy(id -> assertThat(lane.show(id).getInt("attempts")).isEqualTo(1));
    assertThat(Arrivals.names(oplead)).containsExactlyInAnyOrderElementsOf(expectedNames(20));
    assertThat(await(lanes.status(lane.customer().id())).waiting()).isZero();
  }

  @Test
  void aNewTokenReopensTheLaneAndWhatWasHeldFollowsWithinTheQuota() {
    int quota = 5;
    start(token);
    LaneTester.Lane lane =
        tester.open(new OpleadAccess(Optional.of(oplead.baseUrl()), "revoked"), quota);
    List<String> ids = IntStream.range(0, 12).mapToObj(i -> lane.submit("lead-" + i)).toList();
    ids.forEach(id -> lane.awaitState(id, "held"));
    assertThat(await(lanes.status(lane.customer().id())).state()).isEqualTo("token_refused");
    Awaitility.await().until(this::isShownAsRefused);
    assertThat(ids).allSatisfy(id -> assertThat(lane.show(id).getInt("attempts")).isZero());

    OpleadAccess renewed = new OpleadAccess(Optional.of(oplead.baseUrl()), token);
    awaitOnContext(lane, renewed);
    ids.forEach(id -> lane.awaitState(id, "forwarded"));
    assertThat(Arrivals.names(oplead)).containsExactlyInAnyOrderElementsOf(expectedNames(12));
    assertThat(oplead.ledger().mostAdmitted(token, tester.window())).isEqualTo(quota);
  }

  /** Regression: it counted from the lead's last change, which was later. */
  @Test
  void theTimeOnHoldIsNoPartOfTheShelfLifeWhateverChangedMeanwhile() throws SQLException {
    start(token);
    LaneTester.Lane lane = tester.open(new OpleadAccess(Optional.of(oplead.baseUrl()), token), 100);
    await(lanes.pause(lane.customer().id()));
    String id = lane.submit("held for long");
    lane.awaitState(id, "held");
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(
              connection,
              """
              with accepted as (
                update lead set expires_at = now() - interval '7 days' where id = ?::uuid returning id
              )
              update lead_progress p set held_at = now() - interval '8 days' from accepted
              where lead_id = id
              """,
              id)
          .execute();
    }
    await(lanes.resume(lane.customer().id()));
    lane.awaitState(id, "forwarded");
  }

  /** Of a long queue only the first thousand leads, provider by provider, were looked at. */
  @Test
  void theOldestOfMoreThanAThousandLeadsIsFoundWhoseverItIs() throws SQLException {
    start(token);
    LaneTester.Lane lane = tester.open(new OpleadAccess(Optional.of(oplead.baseUrl()), token), 100);
    LaneTester.Lane shared = tester.share(lane);
    Instant oldest = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MILLIS);
    fill(lane, 1_100, Instant.now());
    fill(shared, 1, oldest);

    LaneStatus status = await(lanes.status(lane.customer().id()));
    assertThat(status.waiting()).isGreaterThanOrEqualTo(1_000);
    assertThat(status.oldest()).hasValue(oldest);
  }

  /** Leads that were handed in then, and are due in an hour. */
  private static void fill(LaneTester.Lane lane, int leads, Instant createdAt) throws SQLException {
    try (Connection connection = Sql.connectAsOwner();
        PreparedStatement insert =
            Sql.prepare(
                connection,
                """
                with leads as (
                  insert into lead (id, provider_id, customer_id, fingerprint, created_at, expires_at)
                  select gen_random_uuid(), ?, ?, '', ?, 'infinity' from generate_series(1, ?)
                  returning *
                )
                insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at)
                select customer_id, provider_id, false, now() + interval '1 hour', id, expires_at
                from leads
                """,
                lane.pair().provider().id().value(),
                lane.customer().id().value(),
                createdAt.atOffset(ZoneOffset.UTC),
                leads)) {
      insert.executeUpdate();
    }
  }

  /** A gauge that is just being replaced is not there. */
  private boolean isShownAsRefused() {
    return metrics.find("leadloop.lanes.stopped").tag("reason", "token_refused").gauges().stream()
        .anyMatch(lanes -> lanes.value() >= 1);
  }

  private void awaitOnContext(LaneTester.Lane lane, OpleadAccess renewed) {
    try {
      VertxContextSupport.subscribeAndAwait(
          () -> customers.reconnect(lane.customer().id(), renewed));
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private void start(String accepted) {
    oplead =
        new SimulatedOplead(
            vertx, SimulatorSettings.builder().quota(100_000).statuses("Nouveau").build());
    oplead.accept(accepted);
    oplead.startAndAwait();
  }

  private static List<String> expectedNames(int count) {
    return IntStream.range(0, count).mapToObj(i -> "lead-" + i).toList();
  }

  private static <T> T await(Uni<T> answer) {
    return answer.await().indefinitely();
  }
}
