package io.leadloop.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.SeededServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a statement reads depends on the rows that it concerns, not on how many others there are,
 * nor on when its plan and the statistics were made: those of this test are of an empty store, and
 * each statement is planned then, and once more when the store is full.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotStatementPlanTest {
  /** Pages that an execution reads more, as the entries of a few rows continue on a next page. */
  private static final double BORDERS = 4;

  private static final String WITHOUT_STATISTICS =
      """
      do $$ declare t regclass; begin
        for t in select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
        loop execute format('alter table %s set (autovacuum_enabled = false)', t); end loop;
      end $$
      """;

  private final Map<String, Map<String, PageCount.Reading>> readings = new LinkedHashMap<>();
  private EmbeddedPostgreSql database;

  @BeforeAll
  void readAtEachStage(@TempDir Path directory) throws SQLException {
    try (EmbeddedServers servers = SeededServers.in(directory)) {
      database = servers.startPostgreSql(0);
      Flyway.configure()
          .dataSource(url(), database.username(), database.password())
          .load()
          .migrate();
      execute(WITHOUT_STATISTICS);
      execute(Scene.PEOPLE);
      execute("analyze");
      try (PageCount old = new PageCount(connect())) {
        read(old, "empty");
        execute(Fill.of("a", 10, 20_000, 2_000, 600));
        readBoth(old, "20,000 leads");
        execute(Fill.of("b", 4_000, 20_000, 8_000, 5));
        readBoth(old, "4,000 lanes");
      }
    }
  }

  private void readBoth(PageCount old, String stage) throws SQLException {
    read(old, stage + ", old plans");
    try (PageCount fresh = new PageCount(connect())) {
      read(fresh, stage + ", new plans");
    }
  }

  /** Repeats what reads too much: it may have found what others left on the pages. */
  private void read(PageCount connection, String stage) throws SQLException {
    for (HotStatement hot : (Iterable<HotStatement>) statements()::iterator) {
      PageCount.Reading reading = connection.read(hot);
      readings
          .computeIfAbsent(hot.name(), name -> new LinkedHashMap<>())
          .put(stage, reading.perRow() > hot.most() ? connection.read(hot) : reading);
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void readsPagesForTheRowsThatItConcerns(HotStatement hot) {
    assertThat(readings.get(hot.name()))
        .allSatisfy(
            (stage, reading) ->
                assertThat(reading.perRow())
                    .as("%s: %s", stage, reading.pages())
                    .isLessThanOrEqualTo(hot.most() + BORDERS / reading.rows()));
  }

  /** Not a page is touched for a record of attempts where none failed. */
  @Test
  void theGoodPathRecordsNothingOfItsAttempts() {
    assertThat(readings.get("forwarding.LeadSettlements.SETTLE").values())
        .hasSize(5)
        .allSatisfy(
            reading ->
                assertThat(reading.pages().keySet())
                    .contains("lead_progress")
                    .noneMatch(relation -> relation.startsWith("failed_attempt")));
    assertThat(readings.get("forwarding.LeadSettlements.SETTLE, to be sent again").values())
        .allSatisfy(
            reading -> assertThat(reading.pages().keySet()).contains("failed_attempt_pkey"));
  }

  static List<HotStatement> statements() {
    return Stream.of(
            IntakeStatements.all(),
            LaneStatements.all(),
            FeedbackStatements.all(),
            PushStatements.all(),
            TaskStatements.all(),
            TallyStatements.all(),
            TimelineStatements.all())
        .flatMap(statements -> statements)
        .flatMap(hot -> hot.isOfMany() ? Stream.of(hot, hot.alone()) : Stream.of(hot))
        .toList();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), database.username(), database.password());
  }

  private String url() {
    return "jdbc:" + database.url() + "?preferQueryMode=simple";
  }
}
