package io.leadloop.push.request;

import io.leadloop.push.EndpointState;
import io.leadloop.push.wire.HandshakeResult;
import java.util.List;

/**
 * The result of a handshake.
 *
 * @param problem why it did not pass; null if it passed
 * @param warnings what the receiver accepted although it should refuse it
 * @param state the endpoint's state afterwards
 */
public record VerificationView(
    boolean passed, String problem, List<String> warnings, EndpointState state) {

  static VerificationView of(HandshakeResult result, EndpointState state) {
    return new VerificationView(result.passed(), result.problem(), result.warnings(), state);
  }
}
