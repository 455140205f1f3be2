package io.leadloop.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Light, dark, or as the browser prefers. */
public enum Theme {
  SYSTEM,
  LIGHT,
  DARK;

  /** In attributes and in the cookie. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the switch changes to. */
  public Theme next() {
    return values()[(ordinal() + 1) % values().length];
  }

  static Optional<Theme> ofWireName(String name) {
    return Arrays.stream(values()).filter(theme -> theme.wireName().equals(name)).findFirst();
  }
}
