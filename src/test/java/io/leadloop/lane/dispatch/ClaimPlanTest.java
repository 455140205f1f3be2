package io.leadloop.lane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.SeededServers;
import io.leadloop.forwarding.TestLeadWork;
import io.leadloop.silence.TestPollWork;
import io.leadloop.update.delivery.TestUpdateWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How PostgreSQL looks for what is due when its statistics were made in a lull. */
class ClaimPlanTest {
  /** Ten thousand leads, and an update of each; none is pending. */
  private static final String FILL =
      """
      with c as (
        insert into customer (id, slug, name, oplead_token, oplead_token_hint, requests_per_minute)
        values (gen_random_uuid(), 'c', 'c', '', '', 100) returning id
      ), p as (
        insert into provider (id, slug, name) values (gen_random_uuid(), 'p', 'p') returning id
      )
      insert into lead (id, provider_id, customer_id, reference, fingerprint, document, state,
        next_attempt_at)
      select gen_random_uuid(), p.id, c.id, n, '', '', 'forwarded', null
      from c, p, generate_series(1, 10000) n;
      insert into lead_update (id, lead_id, customer_id, kind, state, expires_at, status_code)
      select gen_random_uuid(), id, customer_id, 'status', 'delivered', now(), 'won' from lead;
      """;

  @TempDir Path directory;

  @Test
  void noStatisticsMakeItReadTheWholeBacklog() throws SQLException {
    try (EmbeddedServers servers = SeededServers.in(directory)) {
      EmbeddedPostgreSql database = servers.startPostgreSql(0);
      // EXPLAIN of a statement with parameters goes by the simple protocol only.
      String url = "jdbc:" + database.url() + "?preferQueryMode=simple";
      Flyway.configure().dataSource(url, database.username(), database.password()).load().migrate();
      try (Connection connection =
              DriverManager.getConnection(url, database.username(), database.password());
          Statement statement = connection.createStatement()) {
        statement.execute(FILL);
        statement.execute("vacuum analyze lead");
        statement.execute("vacuum analyze lead_update");
        // As the gateway's connections have it; see application.properties.
        statement.execute("set enable_seqscan = off");

        String wakeOverslept =
            LaneSafetyNet.wakeOverslept(
                List.of(TestLeadWork.DUE, TestUpdateWork.DUE, TestPollWork.DUE));
        List<String> claim = plan(statement, TestLeadWork.CLAIM);
        assertThat(claim)
            .noneMatch(line -> line.contains("lead_expiring"))
            .filteredOn(line -> line.contains("lead_pkey"))
            .hasSize(2);
        assertThat(plan(statement, TestUpdateWork.CLAIM))
            .noneMatch(line -> line.contains("lead_update_expiring"));
        assertThat(plan(statement, wakeOverslept)).noneMatch(line -> line.contains("expiring"));
        assertThat(looksAtSlots(statement)).isEqualTo(4);
      }
    }
  }

  /**
   * What left the window, what leaves it next, what is in flight, and of a lane with a pace what
   * was refused: each is looked up once.
   */
  private static int looksAtSlots(Statement statement) throws SQLException {
    statement.execute(
        """
        update lane set pace = 10, pace_holds_until = now() + interval '1 hour';
        begin;
        select free_slots(array_agg(customer_id), array[9], 9, interval '1 minute') from lane;
        select take_turns(array_agg((customer_id, 0, 0, 0, false, null, now(), 0)::lane_turn),
          null, null, null, null, interval '1 minute', interval '1 minute') from lane;
        """);
    try (ResultSet found =
        statement.executeQuery(
            "select idx_scan from pg_stat_xact_user_tables where relname = 'lane_slot'")) {
      found.next();
      return found.getInt(1);
    } finally {
      statement.execute("commit");
    }
  }

  private static List<String> plan(Statement statement, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet found = statement.executeQuery("explain (generic_plan) " + sql)) {
      while (found.next()) {
        lines.add(found.getString(1));
      }
    }
    return lines;
  }
}
