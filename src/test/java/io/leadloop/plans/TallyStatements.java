package io.leadloop.plans;

import static io.leadloop.plans.Scene.each;

import java.util.stream.Stream;

/** Figures: counting, what statistics and the overview read, and samples of lanes. */
final class TallyStatements {
  private static final String HOUR = "date_trunc('hour', now(), 'UTC')";
  private static final String FIRST = HOUR + " - interval '23 hours'";
  private static final String END = HOUR + " + interval '1 hour'";

  /** A count for each row. */
  private static final String TALLIED =
      """
      insert into lead_tally (provider_id, hour, customer_id, kind, slot, leads)
      select provider, date_trunc('hour', now(), 'UTC'), customer, 1, n, 1 from mine
      """;

  private static final String PENDING =
      """
      insert into pending_tally (provider_ids, hours, customer_ids, kinds, slots, leads)
      select array[provider], array[date_trunc('hour', now(), 'UTC')], array[customer], array[1],
        array[n], array[1] from mine
      """;

  private TallyStatements() {}

  static Stream<HotStatement> all() {
    return Stream.of(figures(), overview()).flatMap(statements -> statements);
  }

  private static Stream<HotStatement> figures() {
    return Stream.of(
        HotStatement.of("tally.Tallies.ADD", 2)
            .given(each("provider"), each(HOUR), each("customer"), each("1"), each("n"), each("1")),
        HotStatement.of("tally.Tallies.MERGE", 20, PENDING),
        HotStatement.of("tally.Tallies.MERGE", 15, TALLIED, PENDING).when("again"),
        HotStatement.of("tally.Tallies.MERGE", 25).when("nothing to do").concerning("1"),
        HotStatement.of("tally.TallyReader.OF_PROVIDER", 14, TALLIED)
            .concerning("25")
            .given("'p0'", FIRST, END, "null", "'day'", "1000"),
        HotStatement.of("tally.TallyReader.OF_ALL", 14, TALLIED)
            .given(FIRST, END, "null", "'day'", "1000"),
        HotStatement.of("tally.TallyReader.LAST_DAY", 3, TALLIED).given(FIRST, END),
        HotStatement.of("tally.Tallies.FORGET", 15)
            .when("nothing to do")
            .concerning("1")
            .given("34560000000", "5000"));
  }

  /** Those of all lanes or customers read something of each. */
  private static Stream<HotStatement> overview() {
    String reader = "console.overview.TroubleReader.";
    return Stream.of(
        HotStatement.of("lane.status.LaneSamples.RECORD", 45)
            .concerning("select count(*) from lane")
            .given("900000"),
        HotStatement.of("lane.status.LaneSamples.FORGET", 15)
            .when("nothing to do")
            .concerning("1")
            .given("20000"),
        HotStatement.of("lane.status.LaneBoard.LINES", 60)
            .concerning("select least(40, count(*)) + count(*) / 100 from lane")
            .given("60000", "40"),
        HotStatement.of(reader + "STANDING", 2)
            .concerning("select 100 + count(*) from lane_arrivals"),
        HotStatement.of(reader + "GIVEN_UP", 0.05).concerning("100"),
        HotStatement.of(reader + "GIVEN_UP", 0.25, Scene.REJECTED)
            .when("with rejected leads")
            .concerning("100"),
        HotStatement.of("console.overview.FailingLaneReader.FAILING", 40)
            .concerning("select least(200, count(*)) + count(*) / 50 from lane")
            .given("60000"),
        HotStatement.of(reader + "MISSING_FEEDBACK", 3)
            .concerning("select 100 + count(*) from customer_pace"),
        HotStatement.of(reader + "MISSING_FEEDBACK", 30, Scene.LEADS, Scene.AWAITED, Scene.POLLED)
            .when("with overdue leads")
            .concerning("select 100 + count(*) from customer_pace"));
  }
}
