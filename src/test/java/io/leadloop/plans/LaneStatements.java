package io.leadloop.plans;

import static io.leadloop.plans.Scene.count;
import static io.leadloop.plans.Scene.each;
import static io.leadloop.plans.Scene.lanes;
import static io.leadloop.plans.Scene.one;
import static io.leadloop.plans.Scene.rooms;

import java.util.List;
import java.util.stream.Stream;

/** The lanes, and the work that they send: claims and settlements of each kind of work. */
final class LaneStatements {
  private static final String TWO = "2";
  private static final String LANES = "select count(*) from lane";

  /** What the good path records of attempts. */
  private static final String[] NO_FAILURE = {
    "'{}'", "'{}'", "'{}'", "'{}'", "'{}'", "'{}'", "'{}'"
  };

  private static final String[] FAILURES = {
    each("lead"),
    each("1"),
    each("1"),
    each("now()"),
    each("'unavailable'::text"),
    each("503"),
    each("20::bigint")
  };

  private LaneStatements() {}

  static Stream<HotStatement> all() {
    return Stream.of(lanesThemselves(), claims(), settlements(), slots(), metrics())
        .flatMap(statements -> statements);
  }

  private static Stream<HotStatement> lanesThemselves() {
    return Stream.of(
        HotStatement.of("lane.dispatch.LaneClaims.WAKE", 12).concerning(TWO).given(lanes()),
        HotStatement.of("lane.dispatch.LaneClaims.LOCK_DUE", 12, Scene.LEADS, Scene.OPEN_LANES)
            .concerning(TWO)
            .given("'{}'", "256", "'{}'", "60000"),
        HotStatement.of("lane.dispatch.LaneClaims.PRESENT", 8, Scene.LEADS, Scene.OPEN_LANES)
            .as(present())
            .concerning(TWO)
            .given(lanes()),
        HotStatement.of("lane.dispatch.LaneClaims.UNTIL_NEXT", 12, Scene.OPEN_LANES)
            .concerning("1")
            .given("'{}'"),
        new HotStatement(
                "lane_outlook",
                "select * from lane_outlook($1, $2 * interval '1 ms')",
                List.of(),
                "1",
                List.of(),
                20)
            .given(one("customer"), "60000"));
  }

  private static String present() {
    return HotStatement.constant("lane.dispatch.LaneClaims.PRESENT")
        .formatted(
            String.join(
                ", ",
                HotStatement.constant("update.delivery.UpdateWork.PRESENT"),
                HotStatement.constant("silence.PollWork.PRESENT")));
  }

  private static Stream<HotStatement> claims() {
    HotStatement leads =
        HotStatement.of("forwarding.LeadWork.CLAIM", 32, Scene.LEADS, Scene.QUEUE)
            .given(lanes(), rooms(), count(), "60000", "30000", "true");
    HotStatement updates =
        HotStatement.of(
                "update.delivery.UpdateWork.CLAIM", 36, Scene.LEADS, Scene.FORWARDED, Scene.UPDATES)
            .given(lanes(), rooms(), count(), "30000", "array[4, 4]", "8", "60000");
    return Stream.of(
        leads,
        new HotStatement(
            leads.name() + ", look-ups",
            leads.sql(),
            List.of(Scene.LEADS, Scene.UNCERTAIN),
            leads.rows(),
            leads.values(),
            leads.most()),
        updates.given("true").when("reserved"),
        updates.given("false"),
        HotStatement.of(
                "silence.PollWork.CLAIM",
                32,
                Scene.LEADS,
                Scene.FORWARDED,
                Scene.AWAITED,
                Scene.POLLED)
            .given(lanes(), rooms(), count(), "30000", "60000", "1"));
  }

  private static Stream<HotStatement> settlements() {
    HotStatement updates =
        HotStatement.of(
            "update.delivery.UpdateSettlements.SETTLE",
            33,
            Scene.LEADS,
            Scene.FORWARDED,
            Scene.UPDATES_SENDING,
            Scene.UPDATES_IN_FLIGHT);
    HotStatement polls =
        HotStatement.of(
            "silence.PollAttempts.SETTLE",
            23,
            Scene.LEADS,
            Scene.FORWARDED,
            Scene.AWAITED,
            Scene.POLLED,
            Scene.CALLS_IN_FLIGHT);
    return Stream.of(
        settledLeads(33, "null", "forwarded").given(NO_FAILURE),
        settledLeads(56, "1000", "queued").when("to be sent again").given(FAILURES),
        ended(updates, "item", "null")
            .given(each("lead"), each("'delivered'::text"), each("null::text"), each("true"))
            .given(each("'answer'::bytea"), each("feedback"), each("'payload'::bytea")),
        ended(updates, "item", "1000")
            .when("to be sent again")
            .given(each("lead"), each("'queued'::text"), each("'e'::text"), each("true"))
            .given(each("null::bytea"), each("null::uuid"), each("null::bytea")),
        HotStatement.of(
                "update.delivery.UpdateSettlements.NEXT",
                16,
                Scene.LEADS,
                Scene.FORWARDED,
                Scene.UPDATES)
            .given(each("lead")),
        ended(polls, "item", "null")
            .given(each("lead"), each("n * 1000 + 60000"), each("true"), each("feedback"))
            .given(each("'payload'::bytea")),
        ended(polls, "item", "null")
            .when("not to be asked again")
            .given(each("lead"), each("null::bigint"), each("true"), each("feedback"))
            .given(each("'payload'::bytea")));
  }

  private static HotStatement settledLeads(double most, String again, String state) {
    HotStatement settlement =
        HotStatement.of("forwarding.LeadSettlements.SETTLE", most, Scene.LEADS, Scene.IN_FLIGHT);
    return ended(settlement, "lead", again)
        .given(each("'oplead' || n"), each("'%s'::text".formatted(state)))
        .given(each("null::text"), each("true"), each("false"), each("false"))
        .given(each("'answer'::bytea"), each("feedback"), each("'payload'::bytea"));
  }

  /** The first parameters of each settlement. */
  private static HotStatement ended(HotStatement settlement, String request, String again) {
    return settlement
        .given(each(request), each("1"), each(again + "::bigint"), each("1000::bigint"))
        .given(each("null::bigint"), each("null::text"), each("false"))
        .given(each("null::text"), each("null::bytea"), "60000");
  }

  private static Stream<HotStatement> slots() {
    return Stream.of(
        HotStatement.of("lane.call.LaneSlots.LOCK", 7).concerning("1").given(one("customer")),
        HotStatement.of("lane.call.LaneSlots.FORGET", 5)
            .when("nothing to do")
            .concerning("1")
            .given(one("customer"), "60000"),
        HotStatement.of("lane.call.LaneSlots.FORGET", 5, Scene.PAST_SLOTS)
            .given(one("customer"), "60000"),
        HotStatement.of("lane.status.QuotaUsage.SLOTS", 1, Scene.PAST_SLOTS)
            .concerning("select count(*) from lane_slot where customer_id = " + one("customer"))
            .given("(select slug from customer where id = " + one("customer") + ")", "60000"),
        HotStatement.of("lane.call.LaneSlots.TAKE", 32)
            .concerning("1")
            .given(one("customer"), one("item"), "60000", "30000", "1", "false"),
        ended(
            HotStatement.of("lane.call.LaneSlots.ANSWERED", 4, Scene.LEADS, Scene.CALLS_IN_FLIGHT),
            "item",
            "null"));
  }

  /** Those of all lanes read something of each. */
  private static Stream<HotStatement> metrics() {
    return Stream.of(
        HotStatement.of("lane.status.LaneGauges.LANES", 34).concerning(LANES).given("60000"),
        HotStatement.of("lane.status.StoppedLanes.COUNT", 2).concerning(TWO),
        HotStatement.of("lane.status.Lanes.STATUS", 7, Scene.LEADS, Scene.QUEUE)
            .concerning(
                "select count(*) from lead_queue where customer_id in (select customer from mine)")
            .given(lanes(), "60000"),
        HotStatement.of("silence.CoverageGauges.LEARNED", 2).concerning(LANES),
        HotStatement.of("admin.customer.CustomerGrants.GRANTED", 8)
            .concerning(TWO)
            .given(one("customer"), "'00000000-0000-0000-0000-000000000000'", "51"));
  }
}
