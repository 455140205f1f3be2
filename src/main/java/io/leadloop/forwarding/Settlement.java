package io.leadloop.forwarding;

import io.leadloop.feedback.Feedback;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What came of one claim, ready to be written.
 *
 * @param reply what Oplead said
 * @param repliedAt when it said so, as {@link System#nanoTime}: it may be written much later
 * @param verdict what follows
 * @param feedback what the lead's provider is told, if the lead was still open
 * @param sealedAnswer what is kept of Oplead's words, sealed for the lead
 */
record Settlement(
    ClaimedLead lead,
    OpleadReply reply,
    long repliedAt,
    Verdict verdict,
    Optional<Feedback> feedback,
    Optional<byte[]> sealedAnswer) {

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

  String opleadId() {
    return opleadId(reply);
  }

  /** Oplead's id of the lead, or null where it took none or told none. */
  static String opleadId(OpleadReply reply) {
    return reply.outcome() instanceof Outcome.Accepted accepted
        ? accepted.opleadId().orElse(null)
        : null;
  }

  /** Whether Oplead said that it does not have a lead of which nobody knew. */
  boolean isAbsent() {
    return reply.outcome() instanceof Outcome.Absent;
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
