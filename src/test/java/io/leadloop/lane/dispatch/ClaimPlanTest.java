package io.leadloop.lane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.forwarding.TestLeadWork;
import io.leadloop.silence.TestPollWork;
import io.leadloop.update.delivery.TestUpdateWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much the claims read, whatever the statistics: they were made while the store was empty, or
 * in a lull, and the plans with them.
 */
class ClaimPlanTest {
  private static final int LEADS = 20_000;
  private static final int LANES = 400;

  /** Pages for a claim of one lead, whatever waits behind it. */
  private static final long MOST_PAGES = 400;

  private static final String LANE =
      """
      insert into customer (id, slug, name, oplead_token, oplead_token_hint, requests_per_minute)
      select gen_random_uuid(), 'c' || n, 'c', '', '', 100 from generate_series(1, %d) n;
      insert into provider (id, slug, name) values (gen_random_uuid(), 'p', 'p');
      """;

  /** Leads of one lane that wait, each with an update that has been delivered. */
  private static final String FILL =
      """
      with new as (
        insert into lead (id, provider_id, customer_id, reference, fingerprint, document, expires_at)
        select gen_random_uuid(), p.id, c.id, n, '', '', now() + interval '1 day'
        from provider p, customer c, generate_series(1, %d) n where c.slug = 'c1'
        returning *
      )
      insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at)
      select customer_id, provider_id, false, created_at, id, expires_at from new;
      insert into lead_update (id, lead_id, customer_id, kind, state, expires_at, status_code)
      select gen_random_uuid(), id, customer_id, 'status', 'delivered', now(), 'won' from lead;
      """;

  @TempDir Path directory;

  @Test
  void noStatisticsMakeItReadTheWholeBacklog() throws SQLException {
    try (EmbeddedServers servers = EmbeddedServers.in(directory)) {
      EmbeddedPostgreSql database = servers.startPostgreSql(0);
      // EXECUTE with literals goes by the simple protocol only.
      String url = "jdbc:" + database.url() + "?preferQueryMode=simple";
      Flyway.configure().dataSource(url, database.username(), database.password()).load().migrate();
      try (Connection connection =
              DriverManager.getConnection(url, database.username(), database.password());
          Statement statement = connection.createStatement()) {
        // As the gateway's connections have it; see application.properties.
        statement.execute("set enable_seqscan = off");
        statement.execute("set plan_cache_mode = force_generic_plan");
        statement.execute(LANE.formatted(LANES));
        prepare(statement);
        statement.execute("analyze");
        requireFewPages(statement);
        statement.execute(FILL.formatted(LEADS));
        requireFewPages(statement);
        statement.execute("vacuum analyze");
        requireFewPages(statement);
      }
    }
  }

  private static void prepare(Statement statement) throws SQLException {
    statement.execute(
        "prepare leads (uuid[], integer[], integer, bigint, bigint, boolean) as "
            + TestLeadWork.CLAIM);
    statement.execute(
        "prepare updates (uuid[], integer[], integer, bigint, integer[], integer, bigint, boolean)"
            + " as "
            + TestUpdateWork.CLAIM);
    statement.execute(
        "prepare net as "
            + LaneSafetyNet.wakeOverslept(
                List.of(TestLeadWork.DUE, TestUpdateWork.DUE, TestPollWork.DUE)));
  }

  private static void requireFewPages(Statement statement) throws SQLException {
    String lane = "array['%s'::uuid], array[1], 1".formatted(lane(statement));
    assertThat(pages(statement, "execute leads (%s, 60000, 60000, false)".formatted(lane)))
        .as("leads")
        .isLessThan(MOST_PAGES);
    assertThat(
            pages(
                statement, "execute updates (%s, 60000, array[1], 1, 60000, true)".formatted(lane)))
        .as("updates")
        .isLessThan(MOST_PAGES);
    // It looks at each lane.
    assertThat(pages(statement, "execute net")).as("net").isLessThan(LANES * 30L);
  }

  private static String lane(Statement statement) throws SQLException {
    try (ResultSet found = statement.executeQuery("select id from customer where slug = 'c1'")) {
      found.next();
      return found.getString(1);
    }
  }

  /** The pages that the statement reads, those of its functions included. */
  private static long pages(Statement statement, String sql) throws SQLException {
    statement.execute(sql); // The first execution plans.
    StringBuilder plan = new StringBuilder();
    try (ResultSet found = statement.executeQuery("explain (analyze, buffers) " + sql)) {
      while (found.next()) {
        plan.append(found.getString(1)).append('\n');
      }
    }
    Matcher buffers = Pattern.compile("shared hit=(\\d+)(?: read=(\\d+))?").matcher(plan);
    assertThat(buffers.find()).as(plan.toString()).isTrue();
    return Long.parseLong(buffers.group(1))
        + (buffers.group(2) == null ? 0 : Long.parseLong(buffers.group(2)));
  }
}
