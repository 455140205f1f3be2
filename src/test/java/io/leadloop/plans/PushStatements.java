package io.leadloop.plans;

import static io.leadloop.plans.Scene.each;
import static io.leadloop.plans.Scene.one;

import java.util.stream.Stream;

/**
 * Push: claims of endpoints, the reads for one, and its commits. The scene's endpoint has its
 * provider's id.
 */
final class PushStatements {
  private static final String REPOSITORY = "push.delivery.DeliveryRepository.";
  private static final String READER = "push.delivery.FeedReader.";
  private static final String ENDPOINTS = "select count(*) + 10 from push_endpoint";
  private static final String HOLDER = "'00000000-0000-0000-0000-000000000001'";
  private static final String LEASE = "1";
  private static final String[] STORED = {Scene.EVENTS, Scene.ENDPOINT};
  private static final String[] IN_TROUBLE = {Scene.EVENTS, Scene.ENDPOINT, Scene.OWN_CURSORS};
  private static final String ENDPOINT = one("feedback");
  private static final String EVENTS = "select 2 * count(*) from mine";

  private PushStatements() {}

  static Stream<HotStatement> all() {
    return Stream.of(claims(), reads(), writes()).flatMap(statements -> statements);
  }

  private static Stream<HotStatement> claims() {
    return Stream.of(
        HotStatement.of(REPOSITORY + "CLAIM", 17)
            .when("all, and none has anything to receive")
            .concerning(ENDPOINTS)
            .given(HOLDER, "null", "true", "40000", "256"),
        HotStatement.of(REPOSITORY + "CLAIM", 9)
            .when("those that may have become due, and none has")
            .concerning(ENDPOINTS)
            .given(HOLDER, "null", "false", "40000", "256"),
        HotStatement.of(REPOSITORY + "CLAIM", 40, STORED)
            .when("of a provider")
            .concerning("1")
            .given(HOLDER, "array[" + ENDPOINT + "]", "true", "40000", "256"),
        HotStatement.of(REPOSITORY + "HELD", 15, STORED)
            .concerning("1")
            .given("array[" + ENDPOINT + "]", HOLDER),
        HotStatement.of("push.endpoint.PushGauges.PROGRESS", 20).concerning(ENDPOINTS));
  }

  private static Stream<HotStatement> reads() {
    return Stream.of(
        HotStatement.of(READER + "AFTER", 18, STORED)
            .concerning(EVENTS)
            .given(ENDPOINT, Scene.LAST_TRANSACTION, Scene.BEFORE_EVENTS)
            .given("200", ENDPOINT, LEASE),
        HotStatement.of(READER + "AFTER", 40, STORED)
            .when("nothing new")
            .concerning("1")
            .given(ENDPOINT, Scene.LAST_TRANSACTION, Scene.AFTER_EVENTS)
            .given("200", ENDPOINT, LEASE),
        HotStatement.of(READER + "DUE", 40, STORED)
            .when("none")
            .concerning("1")
            .given(ENDPOINT, "'{}'", "4", Scene.LAST_TRANSACTION, Scene.AFTER_EVENTS)
            .given("20", LEASE),
        HotStatement.of(READER + "DUE", 40, IN_TROUBLE)
            .concerning("4")
            .given(ENDPOINT, "'{}'", "4", Scene.LAST_TRANSACTION, Scene.AFTER_EVENTS)
            .given("20", LEASE));
  }

  private static Stream<HotStatement> writes() {
    return Stream.of(
        HotStatement.of(REPOSITORY + "MOVE", 17, STORED)
            .concerning("1")
            .given(ENDPOINT, HOLDER, LEASE, Scene.LAST_TRANSACTION, Scene.AFTER_EVENTS)
            .given("40000", "true"),
        HotStatement.of(REPOSITORY + "SETTLE", 8, STORED)
            .given(ENDPOINT, HOLDER, LEASE, Scene.LAST_TRANSACTION, Scene.AFTER_EVENTS)
            .given("40000", "true", "1")
            .given(each("item"), each("feedback"), each("lead"), each("1"), each("'t'::text"))
            .given(each("'delivered'::text"), each("1"), each("204"), each("3"))
            .given(each("null::text")),
        HotStatement.of(REPOSITORY + "LEAVE", 14, STORED)
            .given(each("lead"), each("1"), each("1"), each("now()"), each("500"))
            .given(each("'HTTP 500'::text"), ENDPOINT),
        HotStatement.of(REPOSITORY + "LEAVE", 17, IN_TROUBLE)
            .when("again")
            .given(each("lead"), each("1"), each("2"), each("now()"), each("500"))
            .given(each("'HTTP 500'::text"), ENDPOINT),
        HotStatement.of(REPOSITORY + "REJOIN", 8, IN_TROUBLE).given(ENDPOINT, each("lead")));
  }
}
