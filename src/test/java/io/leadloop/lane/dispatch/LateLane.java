package io.leadloop.lane.dispatch;

import java.time.Duration;

/** Finds a lane that would leave a free slot unused while leads wait, however fast the machine. */
final class LateLane {
  private static final String COUNT =
      """
      select count(*) from lane l
      where l.customer_id = %s
        and l.next_at > interval '1 second' + greatest(now(), interval '%d milliseconds' +
          (select coalesce(min(s.ends_at), now()) from lane_slot s
            where s.customer_id = l.customer_id))
        and exists (select from lead_queue w where w.customer_id = l.customer_id
          and w.due_at <= now())
      """;

  private LateLane() {}

  /**
   * A query for 1 if the lane will be looked at later than its oldest slot is free, 0 otherwise.
   *
   * @param customer an expression for its customer's id
   */
  static String count(String customer, Duration window) {
    return COUNT.formatted(customer, window.toMillis());
  }
}
