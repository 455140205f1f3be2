package io.leadloop.reconciliation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a listed lead compares to. Exactly one applies to each: the first in this order. The
 * constant's name in lower case is its wire name.
 */
public enum Verdict {
  /** The line cannot be read; it was compared with nothing. */
  INVALID,
  /** The gateway never received the reference from this provider. */
  UNKNOWN,
  /** It is not at Oplead, or not yet. */
  NOT_FORWARDED,
  /** The list has more events than were published. */
  AHEAD,
  /** The list lacks the last events. */
  BEHIND,
  /** The list has another status than the last published one. */
  STATUS_DIFFERS,
  /** It was forwarded, and no status was reported yet. */
  NO_FEEDBACK,
  MATCHED,
  /** It is not on the list, and was accepted in the list's window. */
  MISSING;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
