package io.leadloop.update;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How far an update is on its way to Oplead. The constant's name in lower case is its wire name.
 */
public enum UpdateState {
  /** Waits for its lead, for the update before it, for its turn or for its next try. */
  QUEUED,
  /** A replica holds a lease on it and is sending it. */
  SENDING,
  /** Oplead has it. */
  DELIVERED,
  /** Oplead refused it for good, or it could not be delivered in time. */
  REFUSED;

  /** The name in JSON and in the table. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static UpdateState ofWireName(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
