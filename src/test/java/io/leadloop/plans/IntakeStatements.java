package io.leadloop.plans;

import static io.leadloop.plans.Scene.each;
import static io.leadloop.plans.Scene.one;

import java.util.List;
import java.util.stream.Stream;

/** Intake, and what providers read. */
final class IntakeStatements {
  /** As Hibernate writes them. */
  private static final String BY_IDS =
      """
      select l.*, c.slug from lead_view l join customer c on c.id = l.customer_id
      where l.id in ($1, $2)
      """;

  private static final String BY_ID =
      """
      select l.*, c.slug from lead_view l join customer c on c.id = l.customer_id
      where l.provider_id = $1 and l.id = $2
      """;

  private IntakeStatements() {}

  static Stream<HotStatement> all() {
    return Stream.of(
        insert(38).given("'{}'", "'{}'", "30000"),
        insert(12, Scene.LEADS).when("repeated").given("'{}'", "'{}'", "30000"),
        insert(65, Scene.IDLE_LANES).when("claimed").given(Scene.lanes(), Scene.rooms(), "30000"),
        HotStatement.of("limit.AllowanceRepository.SPEND", 11)
            .concerning("2")
            .given(
                "(select array_agg(distinct provider) from mine)",
                "array[5, 5]",
                "array[100, 100]",
                "array[100, 100]"),
        HotStatement.of("lead.Leads.IDS_OF_REFERENCES", 6, Scene.LEADS)
            .concerning("2")
            .given(one("provider"), "array['mine1', 'mine5']"),
        new HotStatement(
                "leads by ids", BY_IDS, List.of(Scene.LEADS, Scene.FORWARDED), "2", List.of(), 16)
            .given(one("lead"), "(select lead from mine where n = 5)"),
        new HotStatement(
                "lead by id", BY_ID, List.of(Scene.LEADS, Scene.FORWARDED), "1", List.of(), 18)
            .given(one("provider"), one("lead")),
        feed("feedback.event.EventFeed.AFTER", one("provider"), "'0'", "0"),
        feed(
            "feedback.event.EventFeed.AFTER_EACH",
            "(select array[id] from provider where slug = 'p0')",
            "array['0']",
            "array[0]"));
  }

  private static HotStatement insert(double most, String... scene) {
    return HotStatement.of("intake.LeadInserts.INSERT", most, scene)
        .given(each("lead"), each("provider"), each("customer"), each("'mine' || n"))
        .given(each("null::timestamptz"), each("false"), each("'f'::bytea"), each("'d'::bytea"))
        .given("3", "86400000", "60000");
  }

  /** A page; of events of this transaction there is none. */
  private static HotStatement feed(String constant, String... values) {
    return HotStatement.of(constant, 1, Scene.LEADS, Scene.FORWARDED, Scene.PROJECTED)
        .given(values)
        .given(Scene.ROWS + "");
  }
}
