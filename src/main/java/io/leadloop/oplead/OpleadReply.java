package io.leadloop.oplead;

import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of a call, and how long before it was known the request had left: what Oplead counts
 * against the quota is the request's arrival, not the claim that it came from.
 *
 * @param sinceSent empty where not a byte had left, so that Oplead cannot have counted it; zero
 *     where the request was still leaving
 */
public record OpleadReply(Outcome outcome, Optional<Duration> sinceSent) {

  static OpleadReply unsent(Outcome outcome) {
    return new OpleadReply(outcome, Optional.empty());
  }
}
