package io.leadloop.oplead.answer;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a lead that was to be sent. Every reason is a sentence of ours, without a token
 * and without anything that the lead or Oplead's answer says.
 */
public sealed interface Outcome {

  /** What Oplead said to a request about nothing in particular, in words for an administrator. */
  default String inWords() {
    if (this instanceof Accepted || this instanceof Read) {
      return "ok";
    } else if (this instanceof TokenRefused refused) {
      return "the token is refused: " + refused.reason();
    } else if (this instanceof Unavailable unavailable) {
      return "Oplead is not available: " + unavailable.reason();
    } else if (this instanceof Throttled throttled) {
      return throttled.tooMany() ? "Oplead asks to slow down" : "Oplead asks to wait";
    } else if (this instanceof Refused refused) {
      return "Oplead does not know this request: " + refused.reason();
    } else if (this instanceof Absent) {
      return "Oplead does not know this address";
    }
    return this instanceof Unknown unknown ? unknown.reason() : "Oplead was not asked";
  }

  /** Oplead has the lead; its id is absent where the answer did not tell it. */
  record Accepted(Optional<String> opleadId) implements Outcome {}

  /** Oplead will never take this lead. */
  record Refused(String reason) implements Outcome {}

  /** Oplead does not accept the customer's token, for this lead or any other. */
  record TokenRefused(String reason) implements Outcome {}

  /**
   * Oplead asks to wait, perhaps saying for how long.
   *
   * @param tooMany whether it had too many requests; otherwise it is unavailable
   */
  record Throttled(Optional<Duration> retryAfter, boolean tooMany) implements Outcome {}

  /** Oplead does not have the lead and may take it later; the wait is what it asked for, if any. */
  record Unavailable(String reason, Optional<Duration> retryAfter) implements Outcome {

    public Unavailable(String reason) {
      this(reason, Optional.empty());
    }
  }

  /**
   * Oplead was asked for a lead, and this is it.
   *
   * @param body JSON; it may repeat the lead's personal data
   */
  record Read(byte[] body) implements Outcome {
    @Override
    public String toString() {
      return "Read[***]";
    }
  }

  /** Oplead was asked for a lead, or whether it has one of which nobody knew, and has it not. */
  record Absent() implements Outcome {}

  /** The gateway did not even ask, to spare an Oplead that fails; the pause is its own. */
  record NotAsked(String reason, Duration pause) implements Outcome {}

  /** Nobody knows whether Oplead has the lead: to send it again may make it twice. */
  record Unknown(String reason) implements Outcome {}
}
