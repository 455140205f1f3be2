package io.leadloop.oplead.status;

import java.time.Instant;
import java.util.Objects;

/**
 * A status that Oplead reported.
 *
 * @param label Oplead's own name of it, on one line; where it is unknown it may be of any length,
 *     and personal
 * @param at when it changed, as far as the callback says; otherwise when the callback came
 */
public record OpleadStatus(StatusCode code, String label, Instant at) {

  public OpleadStatus {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(at, "at");
  }
}
