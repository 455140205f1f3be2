package io.leadloop.oplead;

import java.time.Duration;
import java.util.Optional;

/** What came of asking Oplead to take a lead (DESIGN, the table under "The lane"). */
public sealed interface Outcome {
  /**
   * Oplead has the lead, by this request or by an earlier one.
   *
   * @param opleadId its id there, or null when the answer names none
   */
  record Accepted(String opleadId) implements Outcome {}

  /** Oplead refuses the lead for good. */
  record Refused(String reason) implements Outcome {}

  /** Oplead refuses the token, so every lead behind it. */
  record TokenRefused(String reason) implements Outcome {}

  /**
   * Oplead asks to wait.
   *
   * @param retryAfter for how long, where it says so
   */
  record Throttled(Optional<Duration> retryAfter) implements Outcome {}

  /** Oplead cannot take the lead now, and does not have it. */
  record Unavailable(String reason) implements Outcome {}

  /** The lead was sent and no answer came: Oplead may have it. */
  record Unknown(String reason) implements Outcome {}
}
