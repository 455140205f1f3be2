package io.leadloop.simulator.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Targets of faults: requests to the simulator and callbacks from it. */
public enum FaultTarget {
  CREATE,
  DOCUMENT,
  STATUS,
  READ,
  SUBSCRIPTION,
  /** Any of the requests above. */
  ANY,
  /** Callbacks to a lead's own webhook. */
  CALLBACK,
  /** Callbacks to subscriptions. */
  NOTIFICATION;

  /** The target with this {@link #wireName()}. */
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
