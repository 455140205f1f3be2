package io.leadloop.plans;

import static io.leadloop.plans.Scene.one;

import java.util.stream.Stream;

/** What the timeline of a lead reads, whatever other leads and endpoints have had. */
final class TimelineStatements {
  private static final String AFTER_ALL = "'ffffffff-ffff-ffff-ffff-ffffffffffff'";
  private static final String BEFORE_ALL = "'00000000-0000-0000-0000-000000000000'";
  private static final String MOST = "51";

  private static final String FAILURES =
      """
      insert into failed_attempt (lead_id, claim, ended_at, outcome)
      select lead, c, now(), 'unavailable' from mine, generate_series(1, 20) c
      """;
  private static final String CALLBACKS =
      """
      insert into feedback (id, lead_id, kind, log_partition, log_offset, body, received_at)
      select uuidv7(), lead, 'callback', 0, c, 'body', now() from mine, generate_series(1, 3) c
      """;
  private static final String DELIVERIES =
      """
      insert into push_delivery (id, endpoint_id, event_id, lead_id, sequence, type, state, attempt,
        round, duration_millis)
      select uuidv7(), provider, feedback, lead, d, 't', 'delivered', 1, 1, 5
      from mine, generate_series(1, 3) d
      """;

  private TimelineStatements() {}

  static Stream<HotStatement> all() {
    return Stream.of(
        HotStatement.of("forwarding.FailedAttempts.BEFORE", 24, FAILURES)
            .concerning("1")
            .given(one("lead"), "2147483647", MOST),
        HotStatement.of("feedback.event.CallbackHistory.BEFORE", 12, CALLBACKS)
            .concerning("1")
            .given(one("lead"), AFTER_ALL, BEFORE_ALL, MOST),
        HotStatement.of("push.endpoint.Deliveries.OF_LEAD_BEFORE", 12, DELIVERIES)
            .concerning("1")
            .given(one("lead"), AFTER_ALL, "null", "null", MOST),
        HotStatement.of(
                "update.request.UpdateHistory.BEFORE",
                6,
                Scene.LEADS,
                Scene.FORWARDED,
                Scene.UPDATES)
            .concerning("1")
            .given(one("lead"), "9223372036854775807", MOST));
  }
}
