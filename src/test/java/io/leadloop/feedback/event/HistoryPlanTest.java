package io.leadloop.feedback.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The pages that a look-up of events touches in fourteen months of history, with the settings of
 * the gateway's connections. All of it is in a transaction that is rolled back.
 */
@GatewayTest
class HistoryPlanTest {
  private static final Pattern BUFFERS =
      Pattern.compile("\"Shared Hit Blocks\": (\\d+),\\s*\"Shared Read Blocks\": (\\d+)");

  /** As {@link LeadEventRepository#HISTORY} becomes it. */
  private static final String HISTORY =
      """
      select * from lead_event e where e.lead_id = $1 and e.sequence > $2 and e.id >= $3 and e.id < $4
      order by e.sequence fetch first 501 rows only
      """;

  /** As {@link LeadEventRepository#HISTORY_BACKWARDS} becomes it. */
  private static final String BACKWARDS =
      """
      select * from lead_event e where e.lead_id = $1 and e.sequence < $2 and e.id >= $3 and e.id < $4
      order by e.sequence desc fetch first 51 rows only
      """;

  /** A lead a day, with two events each; all of one provider. */
  private static final String LEADS =
      """
      insert into lead_event (lead_id, sequence, id, provider_id, source, type, time, data, transaction)
      select overlay(first_id(day)::text placing '7' from 15)::uuid, s,
        overlay(first_id(day + s * interval '1 minute')::text placing '7' from 15)::uuid,
        '%s', '/', 'x', day, repeat('x', 300), extract(epoch from day)::bigint::text::xid8
      from generate_series(now() - interval '390 days', now() - interval '1 day', '1 day') as day,
        generate_series(1, 2) as s
      """;

  private final UUID provider = UUID.randomUUID();
  private Connection owner;

  @BeforeEach
  void fillFourteenMonths() throws SQLException {
    owner = Sql.connectAsOwner();
    owner.setAutoCommit(false);
    execute("set local plan_cache_mode = force_generic_plan");
    execute("set local enable_seqscan = off");
    execute("set local enable_sort = off");
    execute(
        """
        select open_month('lead_event', month::date)
        from generate_series(date_trunc('month', now() - interval '13 months'),
          date_trunc('month', now() - interval '1 month'), '1 month') as month
        where to_regclass(month_name('lead_event', month::date)) is null
        """);
    execute(LEADS.formatted(provider));
    execute("delete from feed_mark");
    execute(
        """
        insert into feed_mark
        select extract(epoch from day)::bigint::text::xid8, day
        from generate_series(now() - interval '390 days', now() - interval '1 day', '1 day') as day
        """);
  }

  @AfterEach
  void rollBack() throws SQLException {
    owner.rollback();
    owner.close();
  }

  @Test
  void theHistoryOfALeadIsReadInItsMonths() throws SQLException {
    execute("prepare history (uuid, int, uuid, uuid) as " + HISTORY);
    execute("prepare backwards (uuid, int, uuid, uuid) as " + BACKWARDS);
    for (int age : new int[] {300, 2}) {
      String time =
          "date_trunc('day', now()) + (now() - date_trunc('day', now())) - interval '%d days'";
      String at = time.formatted(age);
      String bounded =
          "execute history (overlay(first_id(%1$s)::text placing '7' from 15)::uuid, 0,"
              + " first_id(%1$s - interval '1 day'), first_id(%1$s + interval '1 day'))";
      assertThat(pages(bounded.formatted(at))).isBetween(3, 12);
      String backwards = bounded.replace("history", "backwards").replace("uuid, 0,", "uuid, 9,");
      assertThat(pages(backwards.formatted(at))).isBetween(3, 12);
    }
  }

  @Test
  void theFeedIsReadFromTheMonthOfItsCursor() throws SQLException {
    execute("prepare page (uuid, text, bigint, int) as " + EventFeed.AFTER);
    String at = "execute page ('%s', '%s', 0, 2)";
    assertThat(pages(at.formatted(provider, cursor(3)))).isBetween(4, 24);
  }

  @Test
  void eachFeedIsReadFromTheMonthOfItsCursor() throws SQLException {
    execute("prepare pages (uuid[], text[], bigint[], int) as " + EventFeed.AFTER_EACH);
    String at = "execute pages (array['%s']::uuid[], array['%s'], array[0::bigint], 2)";
    assertThat(pages(at.formatted(provider, cursor(3)))).isBetween(4, 24);
  }

  /** The transaction of the lead of so many days ago. */
  private String cursor(int daysAgo) throws SQLException {
    return text("select extract(epoch from now() - interval '" + daysAgo + " days')::bigint::text");
  }

  /** The pages of the second execution: the first reads the catalog as well. */
  private int pages(String execution) throws SQLException {
    text("explain (analyze, buffers, format json) " + execution);
    Matcher plan = BUFFERS.matcher(text("explain (analyze, buffers, format json) " + execution));
    assertThat(plan.find()).isTrue();
    return Integer.parseInt(plan.group(1)) + Integer.parseInt(plan.group(2));
  }

  private String text(String query) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      found.next();
      return found.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
