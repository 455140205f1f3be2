package io.leadloop.plans;

import static io.leadloop.plans.Scene.count;
import static io.leadloop.plans.Scene.each;
import static io.leadloop.plans.Scene.one;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.stream.Stream;

/** Periodic tasks, with nothing to do and with something to do; and requests for updates. */
final class TaskStatements {
  /** Pages for a task that finds nothing to do. */
  private static final int IDLE = 15;

  private static final String[] FORWARDED = {Scene.LEADS, Scene.FORWARDED};
  private static final String[] SILENT = {Scene.LEADS, Scene.FORWARDED, Scene.AWAITED};

  private TaskStatements() {}

  static Stream<HotStatement> all() {
    return Stream.of(leads(), others(), bulk(), retention(), updates())
        .flatMap(statements -> statements);
  }

  private static Stream<HotStatement> leads() {
    String sweeper = "forwarding.LeadSweeper.";
    return Stream.of(
            Stream.of(
                HotStatement.of(sweeper + "DUE", IDLE).concerning("1"),
                HotStatement.of(sweeper + "DUE", IDLE, Scene.LEADS, Scene.QUEUE, Scene.STOPPED)
                    .when("stopped")
                    .concerning("2")),
            task(sweeper + "ABANDONED", 48, Scene.LEADS, Scene.ABANDONED)
                .map(hot -> hot.given("1000", "3", "60000", "60000")),
            task(sweeper + "EXPIRE", 50, Scene.LEADS, Scene.QUEUE, Scene.EXPIRED)
                .map(hot -> hot.given("1000", "'too late'")),
            task(sweeper + "HOLD", 90, Scene.LEADS, Scene.QUEUE, Scene.STOPPED)
                .map(hot -> hot.given(count())),
            task(sweeper + "RELEASE", 85, Scene.LEADS, Scene.HELD).map(hot -> hot.given(count())))
        .flatMap(statements -> statements);
  }

  private static Stream<HotStatement> others() {
    return Stream.of(
            task("silence.OverdueDetector.OVERDUE", 20, with(SILENT, Scene.OVERDUE))
                .map(hot -> hot.given("500", "3")),
            task("lane.dispatch.LaneSafetyNet.ABANDONED", 9, Scene.LEADS, Scene.CALLS_ABANDONED)
                .map(hot -> hot.given("60000")),
            Stream.of(
                HotStatement.of("update.delivery.UpdateSweeper.DUE", 10, Scene.PIECES)
                    .concerning("1")
                    .given("60000")),
            task(
                    "update.delivery.UpdateSweeper.ABANDONED",
                    28,
                    with(FORWARDED, Scene.UPDATES_SENDING, Scene.UPDATES_ABANDONED))
                .map(hot -> hot.given("60000", "500", "60000")),
            task(
                    "update.delivery.UpdateSweeper.EXPIRING",
                    1,
                    with(FORWARDED, Scene.UPDATES_EXPIRED))
                .map(hot -> hot.given("500")),
            task("update.document.DocumentChunks.SWEEP", 20, Scene.PIECES)
                .map(hot -> hot.given("60000")),
            Stream.of(
                HotStatement.of(
                        "update.delivery.UpdateSweeper.EXPIRE",
                        18,
                        with(FORWARDED, Scene.UPDATES_EXPIRED))
                    .given(each("item")),
                HotStatement.of("forwarding.LeadRequeue.RETRY", 120, Scene.LEADS, Scene.HELD)
                    .concerning("1")
                    .given(one("lead"), "86400000", "true"),
                safetyNet(),
                HotStatement.of("silence.FeedbackLatency.LEARN", 650_000)
                    .concerning("20")
                    .given("60000", "20", "100", "0.9", "10", "1000")))
        .flatMap(statements -> statements);
  }

  private static Stream<HotStatement> bulk() {
    String states = "array['rejected', 'held']";
    return Stream.of(
        HotStatement.of("forwarding.LeadRequeue.RETRY_ALL", 80, Scene.LEADS, Scene.HELD)
            .given(each("lead"), states, "true", "86400000", "true"),
        HotStatement.of("bulk.BulkCandidates.SELECT", 25, Scene.LEADS, Scene.HELD)
            .given(each("lead"), states),
        HotStatement.of("bulk.BulkPlanner.LANES", 40, Scene.LEADS)
            .concerning("2")
            .given(Scene.lanes(), "60000"),
        HotStatement.of("bulk.BulkRepository.NEXT", 3).concerning("1").given("array[uuidv7()]"),
        HotStatement.of("bulk.BulkRepository.NEXT", 6, Scene.OPERATIONS)
            .when("operations ended")
            .concerning("1")
            .given("array[uuidv7()]"),
        HotStatement.of("bulk.BulkRepository.RUNNING", 3, Scene.OPERATIONS)
            .concerning("1")
            .given("20"),
        HotStatement.of("bulk.BulkRepository.FORGET", 6, Scene.OPERATIONS).given(count(), count()));
  }

  /** It looks at each lane. */
  private static HotStatement safetyNet() {
    return HotStatement.of("lane.dispatch.LaneSafetyNet.WAKE_OVERSLEPT", 30)
        .as(
            HotStatement.constant("lane.dispatch.LaneSafetyNet.WAKE_OVERSLEPT")
                .formatted(
                    Stream.of(
                            "forwarding.LeadWork", "update.delivery.UpdateWork", "silence.PollWork")
                        .map(work -> HotStatement.constant(work + ".DUE"))
                        .collect(joining("\n    or "))))
        .concerning("select count(*) from lane");
  }

  private static Stream<HotStatement> retention() {
    String erasure = "retention.Erasure.";
    String[] known = with(SILENT, Scene.PROJECTED);
    return Stream.of(
        HotStatement.of("retention.Retention.NEXT", 12, known)
            .given("(select min(id::text) from lead)", "0", count())
            .given("(select max(id::text) from lead)"),
        HotStatement.of(erasure + "WITHDRAW", 50, Scene.LEADS, Scene.HELD)
            .given(each("lead"), "array['held']", "'it was withdrawn'"),
        HotStatement.of(erasure + "ERASE", 30, known).given(each("lead")),
        HotStatement.of(erasure + "ERASE_REST", 14, known).given(each("lead"), "array['known']"));
  }

  private static Stream<HotStatement> updates() {
    String updates = "update.request.LeadUpdates.";
    return Stream.of(
        HotStatement.of(updates + "LOCK", 7, FORWARDED).concerning("1").given(one("lead")),
        HotStatement.of(updates + "STATE", 7, FORWARDED).concerning("1").given(one("lead")),
        HotStatement.of(updates + "OPEN", 6, with(FORWARDED, Scene.UPDATES))
            .concerning("1")
            .given(one("lead")),
        HotStatement.of(updates + "INSERT", 22, FORWARDED)
            .concerning("1")
            .given(one("item"), one("lead"), one("customer"), "'status'", "true", "60000")
            .given("null", "null", "null", "null", "null", "null", "'won'", "100"),
        HotStatement.of("update.request.UpdateQueue.LOOK", 2, with(FORWARDED, Scene.UPDATES))
            .concerning(
                """
                select count(*) from lead_update where state = 'queued'
                  and customer_id = (select customer from mine where n = 1)
                """)
            .given(one("customer"), one("lead"), one("item"), "60000"));
  }

  private static Stream<HotStatement> task(String constant, double most, String... scene) {
    return Stream.of(
        HotStatement.of(constant, IDLE).when("nothing to do").concerning("1"),
        HotStatement.of(constant, most, scene));
  }

  private static String[] with(String[] first, String... more) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
  }
}
