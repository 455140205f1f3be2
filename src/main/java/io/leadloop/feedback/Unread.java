package io.leadloop.feedback;

import java.util.Locale;

/** What could not be read, and therefore changed nothing. */
public enum Unread {
  /** A callback in which no status was found. */
  CALLBACK,
  /** The same of what Oplead reported because the gateway is subscribed to statuses. */
  SUBSCRIPTION,
  /** The same of what Oplead answered when the gateway asked for a lead. */
  POLL,
  /** An amount that can be read in several ways; the status that comes with it counts. */
  AMOUNT;

  /** The value of the label in {@code leadloop.feedback.unread}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
