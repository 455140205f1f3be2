package io.leadloop.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Light, dark, or as the browser prefers. */
public enum Theme {
  SYSTEM("◐"),
  LIGHT("☼"),
  DARK("☾");

  private final String shape;

  Theme(String shape) {
    this.shape = shape;
  }

  /** What its switch shows. */
  public String shape() {
    return shape;
  }

  /** In attributes and in the cookie. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the switch changes to where the browser prefers light. */
  public Theme nextInLight() {
    return opposite(LIGHT);
  }

  /** The same where the browser prefers dark. */
  public Theme nextInDark() {
    return opposite(DARK);
  }

  /** So each use of the switch has an effect, and the browser's preference is not fixed. */
  private Theme opposite(Theme preferred) {
    Theme shown = this == SYSTEM ? preferred : this;
    if (shown != preferred) {
      return SYSTEM;
    }
    return preferred == LIGHT ? DARK : LIGHT;
  }

  static Optional<Theme> ofWireName(String name) {
    return Arrays.stream(values()).filter(theme -> theme.wireName().equals(name)).findFirst();
  }
}
