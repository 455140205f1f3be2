package io.leadloop.feedback.projection;

import java.util.Locale;

/** How a status came to be known. The constant's name in lower case is its name in the table. */
enum StatusSource {
  /** Oplead called the lead's own address. */
  CALLBACK,
  /** Oplead sent a notification of a subscription. */
  SUBSCRIPTION,
  /** The gateway asked. */
  POLL;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StatusSource ofWireName(String wire) {
    return wire == null ? null : valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
