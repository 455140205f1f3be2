package io.leadloop.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
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

/** How PostgreSQL runs a claim when its statistics were made in a lull. */
class ClaimPlanTest {
  /** Ten thousand leads, none of which waits. */
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
      from c, p, generate_series(1, 10000) n
      """;

  @TempDir Path directory;

  @Test
  void noStatisticsMakeAClaimReadTheWholeBacklog() throws SQLException {
    try (EmbeddedServers servers = EmbeddedServers.in(directory)) {
      EmbeddedPostgreSql database = servers.startPostgreSql(0);
      // EXPLAIN of a statement with parameters goes by the simple protocol only.
      String url = "jdbc:" + database.url() + "?preferQueryMode=simple";
      Flyway.configure().dataSource(url, database.username(), database.password()).load().migrate();
      try (Connection connection =
              DriverManager.getConnection(url, database.username(), database.password());
          Statement statement = connection.createStatement()) {
        statement.execute(FILL);
        statement.execute("vacuum analyze lead");
        // As the gateway's connections have it; see application.properties.
        statement.execute("set enable_seqscan = off");

        assertThat(plan(statement))
            .noneMatch(line -> line.contains("lead_expiring"))
            .filteredOn(line -> line.contains("lead_pkey"))
            .hasSize(2);
      }
    }
  }

  private static List<String> plan(Statement statement) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet found = statement.executeQuery("explain (generic_plan) " + LaneSql.CLAIM)) {
      while (found.next()) {
        lines.add(found.getString(1));
      }
    }
    return lines;
  }
}
