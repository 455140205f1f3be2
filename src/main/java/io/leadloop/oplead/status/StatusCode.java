package io.leadloop.oplead.status;

import java.util.Locale;

/** The statuses of a lead as the gateway tells them, whatever a customer's Oplead calls them. */
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
   * @throws IllegalArgumentException where there is no such code
   */
  public static StatusCode ofWireName(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
