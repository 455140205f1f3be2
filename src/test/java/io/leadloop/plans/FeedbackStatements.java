package io.leadloop.plans;

import static io.leadloop.plans.Scene.each;
import static io.leadloop.plans.Scene.one;

import java.util.stream.Stream;

/** Feedback on its way to providers: the outbox, callbacks and their projection. */
final class FeedbackStatements {
  private static final String POSITIONS =
      "(select array_agg(position order by position desc) from (select position from outbox"
          + " order by position desc limit 50) o)";
  private static final String[] ACCEPTED = {Scene.LEADS, Scene.FORWARDED};
  private static final String[] KNOWN = {
    Scene.LEADS, Scene.FORWARDED, Scene.PROJECTED, Scene.AWAITED
  };

  private static final String LEAST = "(select feedback from mine order by 1 limit 1)";
  private static final String GREATEST = "(select feedback from mine order by 1 desc limit 1)";

  private FeedbackStatements() {}

  static Stream<HotStatement> all() {
    return Stream.of(outbox(), callbacks(), reads(), writes()).flatMap(statements -> statements);
  }

  private static Stream<HotStatement> outbox() {
    return Stream.of(
        HotStatement.of("feedback.Outbox.APPEND", 6)
            .given(each("feedback"), each("lead"), each("'payload'::bytea")),
        HotStatement.of("feedback.Outbox.NEXT", 2, Scene.OUTBOX)
            .given("(select max(position) - 50 from outbox)", "1000", "4000000", "1000000")
            .given("gen_random_uuid()", "10000"),
        HotStatement.of("feedback.Outbox.NEXT", 24)
            .when("empty")
            .concerning("1")
            .given("0", "1000", "4000000", "1000000", "gen_random_uuid()", "10000"),
        HotStatement.of("feedback.Outbox.DELETE", 2, Scene.OUTBOX).given(POSITIONS),
        HotStatement.of("feedback.Outbox.SET_ASIDE", 16, Scene.OUTBOX)
            .given(POSITIONS, each("'refused'::text")),
        HotStatement.of("feedback.outbox.OutboxGauges.WAITING", 2, Scene.OUTBOX));
  }

  private static Stream<HotStatement> callbacks() {
    return Stream.of(
        HotStatement.of("feedback.callback.Notifications.OURS", 8, ACCEPTED)
            .concerning("25")
            .given(one("customer"), "(select array_agg(lead::text) from mine where n % 2 = 1)"),
        HotStatement.of("feedback.callback.Notifications.IS_SENDING", 2, Scene.IN_FLIGHT)
            .concerning("select count(*) from lane_request")
            .given(one("customer")));
  }

  private static Stream<HotStatement> reads() {
    String store = "feedback.projection.ProjectionStore.";
    return Stream.of(
        HotStatement.of(store + "LOCK_LEADS", 2, ACCEPTED).given(each("lead")),
        HotStatement.of(store + "LOCK_LEADS", 12, Scene.LEADS)
            .when("before anything happened")
            .given(each("lead")),
        HotStatement.of(store + "READ_LEADS", 15, KNOWN).given(each("lead")),
        HotStatement.of(store + "KNOWN", 2).when("new").given(each("feedback"), LEAST, GREATEST),
        HotStatement.of(store + "KNOWN", 3, KNOWN).given(each("feedback"), LEAST, GREATEST),
        // On the last day of a month it reads the next one, too.
        HotStatement.of(store + "TOLD_STATUSES", 9, KNOWN)
            .given(each("lead"), "'com.oplead.lead.forwarded'"),
        HotStatement.of(store + "STORED_EVENTS", 13, KNOWN).given(each("feedback")),
        HotStatement.of("feedback.projection.ContentReader.LAST_CALLBACK", 6, KNOWN)
            .concerning("1")
            .given(one("lead")));
  }

  private static Stream<HotStatement> writes() {
    String store = "feedback.projection.ProjectionStore.";
    return Stream.of(
        HotStatement.of(store + "RECORD", 23, ACCEPTED)
            .given(each("feedback"), each("lead"), each("'callback'::text"), each("0"))
            .given(each("n::bigint"), each("2"), each("1"), each("'body'::bytea"))
            .given(each("'application/json'::text"), each("now()"), each("true"))
            .given(each("item"), each("lead"), each("provider"), each("'s'::text"), each("2"))
            .given(each("'t'::text"), each("now()"), each("'{}'::text")),
        HotStatement.of(store + "RECORD_LEADS", 9, KNOWN)
            .given(each("lead"), each("true"), each("2"), each("'won'::text"))
            .given(each("'Won'::text"), each("now()"), each("true"), each("false"))
            .given(each("'callback'::text"), each("false"), each("'h'::bytea"), each("true")),
        HotStatement.of(store + "PROVE_FORWARDED", 30, Scene.LEADS, Scene.UNCERTAIN)
            .given(each("lead")),
        HotStatement.of(store + "AWAIT_FEEDBACK", 18, ACCEPTED).given(each("lead"), "86400000"),
        HotStatement.of(store + "END_SILENCE", 2, KNOWN).given(each("lead")),
        HotStatement.of("feedback.projection.UnmappedLeads.KEEP", 12, KNOWN)
            .given(each("lead"), each("'Mine'::text"), each("'mine'::text")),
        HotStatement.of("feedback.projection.UnmappedLeads.REMOVE", 4, KNOWN).given(each("lead")),
        HotStatement.of("feedback.projection.UnreadBodies.FIND", 6, KNOWN).given(each("feedback")),
        HotStatement.of("feedback.letter.DeadLetters.RECORD", 12)
            .given(each("item"), each("0"), each("n::bigint"), each("feedback"), each("lead"))
            .given(each("'held'::text"), each("'p'::bytea"), each("'r'::text"), each("now()")),
        HotStatement.of("feedback.projection.StatusLabels.ADD", 8)
            .given(each("'mine' || n"), each("'other'::text")),
        HotStatement.of("feedback.log.LogProgress.KEEP", 8)
            .given(each("n"), each("n::bigint"), "'topic'"));
  }
}
