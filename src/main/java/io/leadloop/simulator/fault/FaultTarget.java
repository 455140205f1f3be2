package io.leadloop.simulator.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a fault can befall: requests to the simulator, and callbacks from it. */
public enum FaultTarget {
  CREATE,
  DOCUMENT,
  STATUS,
  READ,
  SUBSCRIPTION,
  /** Any of the requests above. */
  ANY,
  /** Callbacks to the webhook that a lead brought along. */
  CALLBACK,
  /** Callbacks to subscriptions. */
  NOTIFICATION;

  /** The target of this name, in lower case as {@link #wireName()} gives it. */
  static Optional<FaultTarget> named(String name) {
    return Stream.of(values()).filter(target -> target.wireName().equals(name)).findFirst();
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isRequest() {
    return this != CALLBACK && this != NOTIFICATION;
  }

  boolean covers(FaultTarget event) {
    return this == event || (this == ANY && event.isRequest());
  }
}
