package io.leadloop.tally;

import java.util.Locale;

/** How the figures of a period are divided. */
public enum Step {
  HOUR,
  /** A day in UTC. */
  DAY,
  TOTAL;

  /** Its name in requests and answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
