package io.leadloop.oplead.status;

import java.time.Instant;
import java.util.Objects;

/**
 * A status reported by Oplead.
 *
 * @param label Oplead's own label, on one line; an unmapped one may have any length and be personal
 * @param at when it changed, if the callback has it; otherwise the receive time
 */
public record OpleadStatus(StatusCode code, String label, Instant at) {

  public OpleadStatus {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(at, "at");
  }
}
