package io.leadloop.push;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** How one attempt to deliver an event ended. */
public enum DeliveryState {
  /** The endpoint acknowledged it (2xx). */
  DELIVERED,
  /** It is sent again. */
  FAILED,
  /** It was the last attempt; the lead continues with its next event. */
  GIVEN_UP;

  public static Optional<DeliveryState> ofWireName(String name) {
    for (DeliveryState state : values()) {
      if (state.wireName().equals(name)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
