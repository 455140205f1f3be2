package io.leadloop.oplead;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of subscriptions. The wire name is the constant's name in lower case. */
public enum SubscriptionKind {
  /** A new lead was assigned to a person. */
  ASSIGNED,
  /** A lead's status changed. */
  STATUS,
  /** An appointment of a lead was made, moved or ended. */
  APPOINTMENT;

  /** The name in the administrator API and in tables. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SubscriptionKind> ofWireName(String wire) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wire)).findFirst();
  }
}
