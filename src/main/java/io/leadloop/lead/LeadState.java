package io.leadloop.lead;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Where a lead stands on its way to Oplead. Each statement that moves a lead names the states that
 * it may come from. The constant's name in lower case is its wire name.
 */
public enum LeadState {
  /** Waiting for its first or next attempt. */
  QUEUED,
  /** A replica holds its lease and is sending it. */
  FORWARDING,
  /** Oplead accepted it. */
  FORWARDED,
  /** Oplead rejected it permanently. */
  REJECTED,
  /**
   * It was sent without a clear answer. A callback resolves it; otherwise it is resent a limited
   * number of times and then stays uncertain.
   */
  UNCERTAIN,
  /** The customer is paused or its token was refused; an administrator releases it. */
  HELD,
  /** It was not forwarded within its shelf life. */
  EXPIRED;

  /** The name in JSON and in the lead table. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static LeadState ofWireName(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
