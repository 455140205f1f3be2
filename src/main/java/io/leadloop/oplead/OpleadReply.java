package io.leadloop.oplead;

import io.leadloop.oplead.answer.AnswerFlaw;
import io.leadloop.oplead.answer.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of a call, and how long before it was known the request had left: what Oplead counts
 * against the quota is the request's arrival, not the claim that it came from.
 *
 * @param sinceSent empty where not a byte had left, so that Oplead cannot have counted it; zero
 *     where the request was still leaving
 * @param answer what Oplead said, in short, where it did not simply take the lead; it may repeat
 *     the lead's personal data
 * @param flaw what an administrator should look into although the request was answered, if anything
 */
public record OpleadReply(
    Outcome outcome,
    Optional<Duration> sinceSent,
    Optional<String> answer,
    Optional<AnswerFlaw> flaw) {

  public OpleadReply(Outcome outcome, Optional<Duration> sinceSent, Optional<String> answer) {
    this(outcome, sinceSent, answer, Optional.empty());
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
    return new OpleadReply(other, sinceSent, answer, flaw);
  }

  /** Leaves out the answer, which may be personal. */
  @Override
  public String toString() {
    return "OpleadReply[" + outcome + ", sinceSent=" + sinceSent + "]";
  }
}
