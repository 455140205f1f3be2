package io.leadloop.lane;

import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What one request means for its lane, whatever kind of work it was.
 *
 * @param reply Oplead's
 * @param repliedAt when it came, as {@link System#nanoTime}: it may be written much later
 * @param decision what follows
 */
public record LaneReport(OpleadReply reply, long repliedAt, RetryDecision decision) {
  static final String TOO_MANY = "Oplead refused a request as one too many (429)";

  public static LaneReport now(OpleadReply reply, RetryDecision decision) {
    return new LaneReport(reply, System.nanoTime(), decision);
  }

  /**
   * How many microseconds ago the request had arrived for certain: when its answer came, however
   * long that took, because a server that is slow to answer may have been slow to count it, too.
   * Null when the request never left and its slot is given back. A request without an answer may
   * still arrive, so its slot lies in the future.
   *
   * @param margin how long a request that was given up may still be on its way
   */
  public Long slotMicrosAgo(Duration margin) {
    if (reply.sinceSent().isEmpty()) {
      return null;
    } else if (isUnanswered()) {
      return -TimeUnit.NANOSECONDS.toMicros(margin.toNanos());
    }
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - repliedAt);
  }

  /** Whether it may arrive later still. */
  public boolean isUnanswered() {
    return reply.outcome() instanceof Outcome.Unknown
        || reply.sinceSent().map(Duration::isZero).orElse(false);
  }

  /** How long the whole lane sends nothing, in milliseconds; null when it goes on. */
  public Long laneSleepMillis() {
    LaneEffect effect = decision.lane();
    return switch (effect.kind()) {
      case SLEEP -> ((LaneEffect.Sleep) effect).howLong().toMillis();
      case THROTTLE -> ((LaneEffect.Throttle) effect).howLong().toMillis();
      case NONE, STOP -> null;
    };
  }

  /** Why it does; null when it goes on. */
  public String laneSleepReason() {
    LaneEffect effect = decision.lane();
    return switch (effect.kind()) {
      case SLEEP -> ((LaneEffect.Sleep) effect).reason();
      case THROTTLE -> TOO_MANY;
      case NONE, STOP -> null;
    };
  }

  public boolean isThrottled() {
    return decision.lane().kind() == LaneEffect.Kind.THROTTLE;
  }

  /** Why the lane stops; null when it does not. */
  public String laneStop() {
    return decision.lane().kind() == LaneEffect.Kind.STOP
        ? decision.error().orElse("the token was refused")
        : null;
  }

  public Long againMillis() {
    return decision.again().map(Duration::toMillis).orElse(null);
  }
}
