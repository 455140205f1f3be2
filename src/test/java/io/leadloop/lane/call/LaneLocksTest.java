package io.leadloop.lane.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.lane.status.Lanes;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes a lane while others hold its row, its slots or its leads. */
@GatewayTest
class LaneLocksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final URI NOWHERE = URI.create("http://localhost:1/v1");

  @Inject LaneTester tester;
  @Inject Lanes lanes;
  @Inject LaneSlots slots;

  private LaneTester.Lane lane;
  private UUID id;
  private Connection one;
  private Connection other;

  @BeforeEach
  void open() throws SQLException {
    lane = tester.open(new OpleadAccess(Optional.of(NOWHERE), UUID.randomUUID().toString()), 100);
    id = lane.customer().id().value();
    one = Sql.connectAsOwner();
    other = Sql.connectAsOwner();
    one.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    one.close();
    other.close();
  }

  @Test
  void aTokenThatIsSealedAgainOpensNoLane() throws SQLException {
    String stop =
        "update lane set state = 'token_refused', stop_reason = 'refused',"
            + " sleeps_until = now() + interval '1 hour' where customer_id = ?";
    execute(other, stop, id);
    execute(other, "update customer set oplead_token = '\\x01' where id = ?", id);
    assertThat(text(other, "select state from lane where customer_id = ?", id))
        .isEqualTo("token_refused");
    assertThat(text(other, "select sleeps_until > now() as t from lane where customer_id = ?", id))
        .isEqualTo("t");

    execute(
        other, "update customer set oplead_token = '\\x02', updated_at = now() where id = ?", id);
    assertThat(text(other, "select state from lane where customer_id = ?", id)).isEqualTo("open");
  }

  @Test
  void anArchivedCustomersLaneIsNotResumed() throws SQLException {
    execute(other, "update customer set archived_at = now(), oplead_token = null where id = ?", id);
    await(lanes.resume(lane.customer().id()));
    assertThat(text(other, "select state from lane where customer_id = ?", id)).isEqualTo("paused");
  }

  @Test
  void aLaneThatSleepsIsNotAskedExceptByAdministrators() throws SQLException {
    assertThat(await(slots.takeOfOpen(lane.customer().id(), 1)).slot()).isPresent();
    execute(
        other,
        "update lane set sleeps_until = now() + interval '1 hour' where customer_id = ?",
        id);
    LaneSlots.TakenSlot none = await(slots.takeOfOpen(lane.customer().id(), 1));
    assertThat(none.slot()).isEmpty();
    assertThat(none.untilNext()).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
    assertThat(await(slots.takeReserved(lane.customer().id())).slot()).isPresent();
  }

  /** Regression: each waited for what the other had locked, and PostgreSQL ended one of them. */
  @Test
  void aSettlementThatWakesTheLaneAndOneThatGivesASlotBackDoNotBlockEachOther() throws Exception {
    String request =
        "insert into lane_request (request_id, claim, customer_id, kind, retry, claimed_at,"
            + " lease_until) values (?, 1, ?, 'call', false, now(), now() + interval '1 minute')";
    UUID answered = UUID.randomUUID();
    UUID unsent = UUID.randomUUID();
    execute(other, request, answered, id);
    execute(other, request, unsent, id);
    String slotsOfNow =
        "insert into lane_slot (customer_id, ends_at, requests, retries, updates, refused)"
            + " select ?, date_bin(interval '2 s' / 600, now(), 'epoch') + n * (interval '2 s' / 600),"
            + " 1, 0, 0, 0 from generate_series(-3000, 9000) n on conflict do nothing";
    execute(one, slotsOfNow, id);

    String end =
        "select count(*) from end_requests(array[?::uuid, ?::uuid], array[1, 1], array[null, null]"
            + "::bigint[], array[0, null]::bigint[], array[null, null]::bigint[],"
            + " array[null, null]::text[], array[false, false], array[null, null]::text[],"
            + " array[null, null]::bytea[], interval '2 s')";
    CompletableFuture<String> ended =
        CompletableFuture.supplyAsync(() -> textNow(other, end, answered, unsent));
    awaitBlocked(ended);
    execute(one, "update lane set next_at = 'infinity' where customer_id = ?", id);
    execute(one, "select wake_lanes(array[?::uuid])", id);
    one.commit();
    assertThat(ended.get(60, TimeUnit.SECONDS)).isEqualTo("2");
  }

  /** Regression: it expired by the shelf life that it had before. */
  @Test
  void aLeadThatIsPutBackMeanwhileDoesNotExpire() throws Exception {
    await(lanes.pause(lane.customer().id()));
    UUID lead = UUID.fromString(lane.submit("late"));
    lane.awaitState(lead.toString(), "held");
    execute(one, "select lock_progress(array[?::uuid])", lead);
    String readAsDue =
        "update lead_queue set expires_at = now() - interval '1 minute' where lead_id = ?";
    execute(other, readAsDue, lead);

    String expire = "select count(*) from expire_due_leads(1000, 'late') e where e = ?";
    CompletableFuture<String> expired =
        CompletableFuture.supplyAsync(() -> textNow(other, expire, lead));
    awaitBlocked(expired);
    one.commit();
    assertThat(expired.get(60, TimeUnit.SECONDS)).isEqualTo("0");
    assertThat(lane.show(lead.toString()).getString("state")).isEqualTo("held");
    execute(other, "update lead_queue set expires_at = 'infinity' where lead_id = ?", lead);
  }

  /** Waits until the statement of the other connection waits for a lock of the first one. */
  private void awaitBlocked(CompletableFuture<?> statement) {
    String blocked =
        "select count(*) from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))";
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> statement.isDone() || !text(one, blocked).equals("0"));
    assertThat(statement).isNotDone();
  }

  private static String textNow(Connection connection, String sql, Object... parameters) {
    try {
      return text(connection, sql, parameters);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Connection connection, String sql, Object... parameters)
      throws SQLException {
    ResultSet rows = Sql.prepare(connection, sql, parameters).executeQuery();
    rows.next();
    return rows.getString(1);
  }

  private static void execute(Connection connection, String sql, Object... parameters)
      throws SQLException {
    Sql.prepare(connection, sql, parameters).execute();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
