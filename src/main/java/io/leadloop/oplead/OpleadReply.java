package io.leadloop.oplead;

import io.leadloop.oplead.answer.AnswerFlaw;
import io.leadloop.oplead.answer.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of a call, and the time since the request was sent: Oplead counts the request's
 * arrival against the quota, not the claim.
 *
 * @param sinceSent empty if no byte was sent, so Oplead cannot have counted it; zero if the request
 *     was still being sent
 * @param status the HTTP status of Oplead's answer; empty if there was none
 * @param answer an excerpt of Oplead's answer unless it accepted the lead; may contain the lead's
 *     personal data
 * @param flaw a defect of the answer that an administrator should check, if any
 */
public record OpleadReply(
    Outcome outcome,
    Optional<Duration> sinceSent,
    Optional<Integer> status,
    Optional<String> answer,
    Optional<AnswerFlaw> flaw) {
  public OpleadReply(Outcome outcome, Optional<Duration> sinceSent, Optional<String> answer) {
    this(outcome, sinceSent, Optional.empty(), answer, Optional.empty());
  }

  OpleadReply(Outcome outcome, Optional<Duration> sinceSent) {
    this(outcome, sinceSent, Optional.empty());
  }

  /** Nothing was sent. */
  public static OpleadReply unsent(Outcome outcome) {
    return new OpleadReply(outcome, Optional.empty());
  }

  /** The same with another outcome. */
  public OpleadReply with(Outcome other) {
    return new OpleadReply(other, sinceSent, status, answer, flaw);
  }

  /** Omits the answer, which may be personal. */
  @Override
  public String toString() {
    return "OpleadReply[" + outcome + ", sinceSent=" + sinceSent + "]";
  }
}
