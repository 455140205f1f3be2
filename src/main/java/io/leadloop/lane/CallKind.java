package io.leadloop.lane;

import java.util.Locale;

/** What a call to Oplead is about. The constant's name in lower case is its name elsewhere. */
public enum CallKind {
  LEAD,
  UPDATE,
  POLL,
  /** The check of a token, a subscription, or a lead that somebody looks at. */
  OTHER;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
