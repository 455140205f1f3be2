package io.leadloop.forwarding;

import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.Outcome;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a lane is told of one request, whatever it was about.
 *
 * @param reply what Oplead said
 * @param repliedAt when it said so, as {@link System#nanoTime}: it may be written much later
 * @param verdict what follows
 */
record LaneReport(OpleadReply reply, long repliedAt, Verdict verdict) {
  static LaneReport now(OpleadReply reply, Verdict verdict) {
    return new LaneReport(reply, System.nanoTime(), verdict);
  }

  /**
   * How many microseconds ago the request had arrived for certain: when its answer came, or, of one
   * that was slow to be answered, as long after it had left as a request may be on its way. Null
   * when it never left and its slot is given back; zero without an answer, for it may still be on
   * its way.
   *
   * @param margin how long a request may be on its way
   */
  Long slotMicrosAgo(Duration margin) {
    if (reply.sinceSent().isEmpty()) {
      return null;
    } else if (reply.outcome() instanceof Outcome.Unknown) {
      return 0L;
    }
    long sinceReply = System.nanoTime() - repliedAt;
    long replyTook = reply.sinceSent().get().minus(margin).toNanos();
    return TimeUnit.NANOSECONDS.toMicros(sinceReply + Math.max(0, replyTook));
  }

  /** How long the whole lane sends nothing, in milliseconds; null when it goes on. */
  Long laneSleepMillis() {
    if (verdict.lane() instanceof Verdict.LaneOrder.Sleep sleep) {
      return sleep.howLong().toMillis();
    } else if (verdict.lane() instanceof Verdict.LaneOrder.Throttle throttle) {
      return throttle.howLong().toMillis();
    }
    return null;
  }

  boolean isThrottled() {
    return verdict.lane() instanceof Verdict.LaneOrder.Throttle;
  }

  /** Why the lane stops; null when it does not. */
  String laneStop() {
    return verdict.lane() instanceof Verdict.LaneOrder.Stop
        ? verdict.error().orElse("the token was refused")
        : null;
  }

  Long againMillis() {
    return verdict.again().map(Duration::toMillis).orElse(null);
  }
}
