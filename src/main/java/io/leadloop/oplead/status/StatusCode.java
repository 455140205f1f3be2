package io.leadloop.oplead.status;

import java.util.Locale;

/** The published statuses of a lead, independent of the labels in a customer's Oplead. */
public enum StatusCode {
  NEW,
  IN_PROGRESS,
  NURSERY,
  APPOINTMENT,
  QUOTE_TO_DO,
  QUOTE_FOLLOW_UP,
  WON,
  LOST,
  NO_FOLLOW_UP,
  OTHER;

  /** The code in JSON, in tables and on topics. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if the code is unknown
   */
  public static StatusCode ofWireName(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
