package io.leadloop.lead;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a lead stands on its way to Oplead. The constant's name in lower case is its wire name. */
public enum LeadState {
  /** Waits for its turn, or for its next try. */
  QUEUED,
  /** A replica holds a lease on it and is sending it. */
  FORWARDING,
  /** Oplead has it. */
  FORWARDED,
  /** Oplead refused it for good. */
  REJECTED,
  /**
   * It was sent and it is unknown whether Oplead took it: a callback settles it, otherwise it is
   * sent again a limited number of times and then stays uncertain.
   */
  UNCERTAIN,
  /** The customer is paused or its token was refused; an administrator releases it. */
  HELD,
  /** It was not forwarded within its shelf life. */
  EXPIRED;

  /** A callback proves forwarding, whatever the gateway believed, so every state may move there. */
  private static final Map<LeadState, Set<LeadState>> MOVES =
      Map.of(
          QUEUED, EnumSet.of(FORWARDING, FORWARDED, HELD, EXPIRED),
          FORWARDING, EnumSet.of(FORWARDED, REJECTED, QUEUED, UNCERTAIN, HELD, EXPIRED),
          FORWARDED, EnumSet.noneOf(LeadState.class),
          REJECTED, EnumSet.of(QUEUED, FORWARDED),
          UNCERTAIN, EnumSet.of(QUEUED, FORWARDING, FORWARDED, HELD, EXPIRED),
          HELD, EnumSet.of(QUEUED, FORWARDED),
          EXPIRED, EnumSet.of(QUEUED, FORWARDED));

  public boolean mayMoveTo(LeadState next) {
    return MOVES.get(this).contains(next);
  }

  /** The name in JSON and in the lead table. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static LeadState ofWireName(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
