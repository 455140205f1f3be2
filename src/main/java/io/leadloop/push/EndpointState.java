package io.leadloop.push;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of an endpoint. In every state its cursor is kept, so nothing is lost. */
public enum EndpointState {
  /** Registered, or its URL was changed; a handshake makes it active. */
  PENDING,
  ACTIVE,
  /** It cannot be reached or refuses everything; one event probes it on the retry schedule. */
  FAILING,
  /** By its provider or an administrator. */
  PAUSED,
  /** It answered 410. */
  GONE,
  /** It failed for {@code leadloop.push.disable-after} without a success. */
  DISABLED;

  public static EndpointState ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether events are sent to it. */
  public boolean isDelivering() {
    return this == ACTIVE || this == FAILING;
  }

  /** Whether it waits for somebody to resume it. */
  public boolean isStopped() {
    return this == PAUSED || this == GONE || this == DISABLED;
  }
}
