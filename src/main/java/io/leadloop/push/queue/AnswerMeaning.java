package io.leadloop.push.queue;

import io.leadloop.push.wire.PushReply;
import java.util.Set;

/** What an endpoint's answer means for the event, its lead and the endpoint. */
public enum AnswerMeaning {
  /** The event is settled. */
  DELIVERED,
  /** The endpoint wants nothing more. */
  GONE,
  /** The endpoint is not at fault, nor is the event; both wait. */
  SLOW_DOWN,
  /** The endpoint is wrong or away: no event would arrive. */
  ENDPOINT,
  /** The event's lead waits; the endpoint does where several leads fail in a row. */
  EITHER,
  /** The endpoint refuses this event; its lead waits. */
  EVENT;

  private static final int GONE_STATUS = 410;
  private static final int FIRST_SUCCESS = 200;
  private static final int FIRST_REDIRECT = 300;
  private static final int FIRST_CLIENT_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);
  private static final Set<Integer> WRONG_ADDRESS = Set.of(401, 403, 404);

  public static AnswerMeaning of(PushReply reply) {
    return switch (reply.kind()) {
      case ANSWERED -> ofStatus(((PushReply.Answered) reply).status());
      case NO_ANSWER -> EITHER;
      case UNREACHABLE -> ENDPOINT;
    };
  }

  private static AnswerMeaning ofStatus(int status) {
    if (status >= FIRST_SUCCESS && status < FIRST_REDIRECT) {
      return DELIVERED;
    } else if (status == GONE_STATUS) {
      return GONE;
    } else if (BUSY.contains(status)) {
      return SLOW_DOWN;
    } else if (WRONG_ADDRESS.contains(status) || status < FIRST_CLIENT_ERROR) {
      return ENDPOINT; // Redirects are not followed.
    }
    return status >= FIRST_SERVER_ERROR ? EITHER : EVENT;
  }

  /**
   * The same for the event that probes a failing endpoint: what may be either's fault is not its.
   */
  public AnswerMeaning ofAProbe() {
    return this == EITHER ? ENDPOINT : this;
  }

  /** Whether the attempt counts: the event is given up after its last one. */
  boolean isAttempt() {
    return this == EITHER || this == EVENT;
  }
}
