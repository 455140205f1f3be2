package io.leadloop.push.wire;

import java.util.List;

/**
 * What an endpoint did with the three challenges.
 *
 * @param problem why it did not pass; null if it passed
 * @param warnings what it accepted although it should refuse it, in plain words
 */
public record HandshakeResult(boolean passed, String problem, List<String> warnings) {

  static HandshakeResult failed(String problem) {
    return new HandshakeResult(false, problem, List.of());
  }

  static HandshakeResult passed(List<String> warnings) {
    return new HandshakeResult(true, null, warnings);
  }
}
