package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.SeededServers;
import io.leadloop.store.ReadPool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every combination of filters reads a bounded number of database pages, whatever the statistics,
 * although one provider has far more leads than a walk.
 */
class LeadQueryPlanTest {
  private static final int LEADS = 6 * LeadQuery.WALK;
  private static final int PAGE = 50;
  private static final int SHORT_PAGE = 4;
  private static final Instant LONG_AGO = Instant.EPOCH.plusSeconds(1);

  /** A walk, in which each lead's progress is looked up, and whether it is in flight. */
  private static final long MOST_PAGES = 8L * LeadQuery.WALK;

  /** Without a walk: one page of leads per provider, by an index. */
  private static final long MOST_PAGES_OF_AN_INDEX = 1_000;

  private static final String WITHOUT_STATISTICS =
      """
      alter table lead set (autovacuum_enabled = false);
      alter table lead_progress set (autovacuum_enabled = false);
      alter table lead_queue set (autovacuum_enabled = false);
      alter table awaited_feedback set (autovacuum_enabled = false);
      analyze lead, lead_progress, lead_queue, awaited_feedback
      """;

  private static final String PEOPLE =
      """
      insert into customer (id, slug, name, oplead_token, oplead_token_hint, requests_per_minute)
      select gen_random_uuid(), 'c' || n, 'c', '', '', 100 from generate_series(0, 2) n;
      insert into provider (id, slug, name)
      select gen_random_uuid(), 'p' || n, 'p' from generate_series(0, 2) n;
      """;

  /** The first provider's leads: c0 has nearly all, c1 the oldest, and a few are set aside. */
  private static final String FILL =
      """
      with leads as (
        insert into lead (id, provider_id, customer_id, reference, fingerprint, document, expires_at,
          created_at)
        select overlay(gen_random_uuid()::text
            placing left(lpad(to_hex((extract(epoch from t) * 1000)::bigint), 12, '0'), 8)
              || '-' || right(lpad(to_hex((extract(epoch from t) * 1000)::bigint), 12, '0'), 4)
            from 1 for 13)::uuid,
        (select id from provider where slug = case when n %% 1000 = 500 then 'p1' else 'p0' end),
        (select id from customer where slug = case when n <= 20 then 'c1' else 'c0' end),
          n, '', '', t + interval '1 day', t
        from generate_series(1, %d) n, lateral (select now() - (%d - n) * interval '1 s' as t)
        returning *
      )
      insert into lead_progress (lead_id, provider_id, customer_id, state, updated_at)
      select id, provider_id, customer_id,
        case when reference::int %% 5000 = 1 then 'rejected' else 'forwarded' end, created_at
      from leads;
      insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at)
      select customer_id, provider_id, reference::int %% 3 > 0, now(), id, now() from lead;
      insert into awaited_feedback (lead_id, customer_id, silent_until)
      select id, customer_id, case when reference::int %% 3 = 0 then now() end from lead
      """;

  private static final Set<LeadState> GIVEN_UP =
      EnumSet.of(LeadState.REJECTED, LeadState.EXPIRED, LeadState.HELD, LeadState.UNCERTAIN);

  @TempDir Path directory;
  private Statement statement;

  /** Half of the filters in each state of the statistics, and each of them in two. */
  @Test
  void noFilterReadsMoreThanAWalk() throws SQLException {
    checkWithAnyStatistics(
        (filters, state) ->
            IntStream.range(0, filters.size())
                .filter(i -> (i % 2 == 0) == (state == 0 || state == 3))
                .mapToObj(filters::get)
                .toList());
  }

  @Test
  @Tag("long")
  void noFilterReadsMoreThanAWalkWhateverTheStatistics() throws SQLException {
    checkWithAnyStatistics((filters, state) -> filters);
  }

  /**
   * @param chosen of all filters those to check, by the number of the statistics' state, 0 to 3
   */
  private void checkWithAnyStatistics(
      BiFunction<List<LeadFilter>, Integer, List<LeadFilter>> chosen) throws SQLException {
    try (EmbeddedServers servers = SeededServers.in(directory)) {
      EmbeddedPostgreSql database = servers.startPostgreSql(0);
      String url = "jdbc:" + database.url() + "?preferQueryMode=simple";
      Flyway.configure().dataSource(url, database.username(), database.password()).load().migrate();
      try (Connection connection =
              DriverManager.getConnection(url, database.username(), database.password());
          Statement opened = connection.createStatement()) {
        statement = opened;
        // Like the gateway's read connections; see application.properties and ReadPool.
        statement.execute("set plan_cache_mode = force_generic_plan");
        statement.execute("set enable_seqscan = off");
        for (String plan : ReadPool.DISABLED_PLANS) {
          statement.execute("set %s = off".formatted(plan));
        }
        statement.execute(PEOPLE);
        statement.execute(WITHOUT_STATISTICS);
        statement.execute(FILL.formatted(LEADS, LEADS));
        checkThatShortPagesFindAll();
        check(chosen, 0);
        statement.execute("vacuum analyze lead, lead_progress, lead_queue, awaited_feedback");
        check(chosen, 1);
        // All leads are queued, as while a customer's Oplead is away.
        statement.execute("delete from lead_progress where state = 'forwarded'");
        check(chosen, 2);
        statement.execute("vacuum analyze lead, lead_progress, lead_queue, awaited_feedback");
        check(chosen, 3);
      }
    }
  }

  /** The oldest leads match alone, so that a walk ends before its page has any of them. */
  private void checkThatShortPagesFindAll() throws SQLException {
    LeadFilter retrying = filter(null, "c1", null, null, null, null, null).with(true, false);
    List<List<UUID>> pages =
        pages(retrying, filter -> LeadQuery.ofAnyProvider(Optional.empty(), filter));
    assertThat(pages.get(0)).isEmpty();
    assertThat(pages.stream().flatMap(List::stream))
        .hasSize(14)
        .containsExactlyElementsOf(
            ids(
                "select q.lead_id from lead_queue q join customer c on c.id = q.customer_id"
                    + " where c.slug = 'c1' and q.retry order by q.lead_id desc"));

    LeadFilter all = filter(null, null, null, null, null, null, null);
    assertThat(
            pages(all, filter -> LeadQuery.oldestFirst(Optional.empty(), filter, GIVEN_UP)).stream()
                .flatMap(List::stream))
        .hasSize(LEADS / 5_000)
        .containsExactlyElementsOf(
            ids("select lead_id from lead_progress where state = 'rejected' order by lead_id"));
  }

  private List<List<UUID>> pages(LeadFilter filter, Function<LeadFilter, LeadQuery> queries)
      throws SQLException {
    List<List<UUID>> pages = new ArrayList<>();
    Optional<LeadId> cursor = Optional.empty();
    do {
      LeadQuery query = queries.apply(filter.from(cursor));
      Optional<UUID> end = query.walks() ? first(query.end(), query.endValues()) : Optional.empty();
      prepare(query.ids(), query.idValues(end, SHORT_PAGE + 1));
      LeadIds page =
          LeadIds.of(
              ids("execute q(%s)".formatted(list(query.idValues(end, SHORT_PAGE + 1)))),
              end,
              SHORT_PAGE);
      pages.add(page.ids());
      cursor = page.next();
    } while (cursor.isPresent());
    return pages;
  }

  private List<UUID> ids(String sql) throws SQLException {
    return rows(sql).stream().map(UUID::fromString).toList();
  }

  @Test
  void aWalkWithoutResultsHasANextPage() {
    LeadFilter queued = filter(null, null, LeadState.QUEUED, null, null, null, null);
    assertThat(LeadQuery.ofProvider(UUID.randomUUID(), queued).walks()).isTrue();
    LeadFilter held = filter(null, null, LeadState.HELD, null, null, null, null);
    assertThat(LeadQuery.ofProvider(UUID.randomUUID(), held).walks()).isFalse();
    LeadFilter customer = filter(null, "c1", null, null, null, null, null);
    assertThat(LeadQuery.ofProvider(UUID.randomUUID(), customer).walks()).isFalse();
    LeadFilter reference = filter("1", "c1", LeadState.QUEUED, "won", null, null, null);
    assertThat(LeadQuery.ofProvider(UUID.randomUUID(), reference).walks()).isFalse();
  }

  private void check(BiFunction<List<LeadFilter>, Integer, List<LeadFilter>> chosen, int state)
      throws SQLException {
    UUID many = UUID.fromString(text("select id from provider where slug = 'p0'"));
    UUID middle =
        UUID.fromString(text("select id from lead order by id offset %d".formatted(LEADS / 2)));
    for (LeadFilter filter : chosen.apply(filters(middle), state)) {
      check(filter, LeadQuery.ofProvider(many, filter));
      check(filter, LeadQuery.ofAnyProvider(Optional.empty(), filter));
      for (boolean isRetrying : new boolean[] {true, false}) {
        LeadFilter narrow = filter.with(isRetrying, !isRetrying);
        check(narrow, LeadQuery.ofAnyProvider(Optional.empty(), narrow));
        check(narrow, LeadQuery.ofAnyProvider(Optional.of("p0"), narrow));
      }
      if (filter.state().isEmpty()) {
        check(filter, LeadQuery.oldestFirst(Optional.empty(), filter, GIVEN_UP));
        check(filter, LeadQuery.oldestFirst(Optional.of("p0"), filter, GIVEN_UP));
      }
    }
  }

  private void check(LeadFilter filter, LeadQuery query) throws SQLException {
    Optional<UUID> end = Optional.empty();
    if (query.walks()) {
      assertBounded(filter, query.end(), query.endValues(), MOST_PAGES);
      end = first(query.end(), query.endValues());
    }
    long most = query.walks() ? MOST_PAGES : MOST_PAGES_OF_AN_INDEX;
    assertBounded(filter, query.ids(), query.idValues(end, PAGE + 1), most);
  }

  private void assertBounded(LeadFilter filter, String sql, Tuple values, long most)
      throws SQLException {
    prepare(sql, values);
    List<String> plan =
        rows("explain (analyze, buffers, costs off) execute q(%s)".formatted(list(values)));
    long touched =
        plan.stream()
            .filter(line -> !line.startsWith("Planning"))
            .map(LeadQueryPlanTest::pages)
            .filter(pages -> pages >= 0)
            .findFirst()
            .orElseThrow();
    assertThat(touched).as("%s%n%s%n%s", filter, sql, String.join("\n", plan)).isLessThan(most);
  }

  private Optional<UUID> first(String sql, Tuple values) throws SQLException {
    prepare(sql, values);
    return rows("execute q(%s)".formatted(list(values))).stream().findFirst().map(UUID::fromString);
  }

  private void prepare(String sql, Tuple values) throws SQLException {
    statement.execute("deallocate all");
    statement.execute("prepare q(%s) as %s".formatted(types(values), sql));
  }

  private static String types(Tuple values) {
    return each(
        values,
        value ->
            value instanceof UUID
                ? "uuid"
                : value instanceof OffsetDateTime
                    ? "timestamptz"
                    : value instanceof Integer ? "bigint" : "text");
  }

  private static String list(Tuple values) {
    return each(values, value -> value instanceof Integer ? value.toString() : "'" + value + "'");
  }

  private static String each(Tuple values, Function<Object, String> word) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      words.add(word.apply(values.getValue(i)));
    }
    return String.join(", ", words);
  }

  /** The first line of buffers is the total of the plan. */
  private static long pages(String line) {
    Matcher pages =
        Pattern.compile("Buffers: shared( hit=(\\d+))?( read=(\\d+))?.*").matcher(line.strip());
    return pages.matches() ? number(pages.group(2)) + number(pages.group(4)) : -1;
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private String text(String sql) throws SQLException {
    return rows(sql).get(0);
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        lines.add(found.getString(1));
      }
    }
    return lines;
  }

  /** All combinations of values that most, few and no leads have. */
  private static List<LeadFilter> filters(UUID middle) {
    List<LeadFilter> all = new ArrayList<>();
    for (String customer : Arrays.asList(null, "c0", "c1", "none")) {
      for (LeadState state : states()) {
        all.add(filter(null, customer, state, null, null, null, null));
        all.add(filter(null, customer, state, "won", null, null, middle));
      }
      all.add(filter("7", customer, null, null, null, null, null));
      all.add(filter("none", customer, LeadState.QUEUED, "won", null, null, middle));
      all.add(filter(null, customer, null, null, LONG_AGO, LONG_AGO, null));
      all.add(filter(null, customer, null, null, Instant.now(), null, null));
      all.add(filter(null, customer, null, null, null, Instant.now(), middle));
    }
    return all;
  }

  private static List<LeadState> states() {
    return Stream.concat(Stream.of((LeadState) null), Arrays.stream(LeadState.values())).toList();
  }

  private static LeadFilter filter(
      String reference,
      String customer,
      LeadState state,
      String status,
      Instant createdAfter,
      Instant updatedAfter,
      UUID after) {
    return new LeadFilter(
        Optional.ofNullable(reference),
        Optional.ofNullable(customer),
        Optional.ofNullable(state),
        Optional.ofNullable(status),
        Optional.ofNullable(createdAfter),
        Optional.ofNullable(updatedAfter),
        Optional.ofNullable(after).map(LeadId::new),
        false,
        false);
  }
}
