package io.leadloop.page.template;

import java.util.Locale;

/** How a state is shown: by a shape and a colour next to its word. */
public enum Tone {
  GOOD("●"),
  ACTIVE("◐"),
  WAITING("○"),
  WARNING("▲"),
  BAD("✖"),
  STOPPED("■");

  private final String shape;

  Tone(String shape) {
    this.shape = shape;
  }

  public String shape() {
    return shape;
  }

  /** The class in the stylesheet. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
